/** The sentences of the lock and of the key of the book. */
import type { ko } from './ko';

export const en = {
  title: 'The book is locked',
  why: {
    passphrase_needed: 'It opens with its passphrase.',
    wrong_passphrase: 'It opens with its passphrase.',
    key_store_closed: "The system's key store is locked or does not answer. Unlock it and try again.",
    key_file_needed: 'It opens only with the key file it was made with. Put the file in its place and try again.',
    vault_damaged: 'The file with the key is damaged. Put the backup in its place, or open with the recovery phrase.',
    key_missing: 'The book is encrypted and its key is missing. Open it with the recovery phrase you wrote down.',
    wrong_key:
      'This key does not open the book. Open it with its own recovery phrase, or put the backup of the book in its place.',
  },
  untouched: 'The book file is as it was.',
  passphrase: 'Passphrase',
  open: 'Open',
  opening: 'Opening…',
  again: 'Try again',
  withPhrase: 'Open with the recovery phrase',
  withPassphrase: 'Open with the passphrase',
  phrase: 'Recovery phrase',
  phraseHint: 'Eleven groups of six; spaces and case do not matter',
  newPassphrase: 'New passphrase',
  newPassphraseHint: 'Only where there is no key store, eight characters or more',
  phraseWrong: {
    group: (group) => `Group ${String(group)} is mistyped.`,
    length: (found) => `A recovery phrase has 66 characters; this has ${String(found)}.`,
    whole: 'The groups do not belong together. Check their order.',
  },
  otherBook: 'This is not the recovery phrase of this book.',
  needsPassphrase: 'This computer has no key store. Choose a new passphrase.',
  card: {
    title: 'Key of the book',
    place: 'Where the key is',
    places: {
      os_key_store: "The system's key store",
      passphrase: 'A file behind a passphrase',
      key_file: 'A file behind a key file',
      none: 'None · a practice book that is not encrypted',
    },
    nextStart: 'The book is encrypted at the next start.',
    phraseIntro:
      'With the recovery phrase the book opens when this computer or its key store is gone. It is shown once; write it down.',
    show: 'Show the recovery phrase',
    noted: 'I wrote it down',
    notedNote: 'The recovery phrase is written down. It is not shown again.',
    groups: (count) => `Recovery phrase, ${String(count)} groups`,
    choose: 'Choose passphrase',
    chosen: 'Passphrase chosen. Without it the book cannot be opened, so keep it well.',
  },
} satisfies typeof ko;
