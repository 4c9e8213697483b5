/** A chosen file as the program wants it. */

export const FILE_BYTES_MAX = 8 * 1024 * 1024;
export const FILE_ENDINGS = /\.(xlsx|csv)$/i;

/** Its bytes in base64, without the `data:` before it. */
export function base64Of(file: File): Promise<string> {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => fail(reader.error ?? new Error('unreadable'));
    reader.readAsDataURL(file);
  });
}
