/**
 * The one place where key presses are heard. A context (the frame, a screen, a dialog) pushes its bindings and takes
 * them away when it leaves; the newest context is asked first, and a modal one hides everything beneath it. The same
 * binding text is printed on the button, so what the button says is what the key does.
 *
 * Keys are read by position (`code`) where a letter is meant: with the Korean layout Ctrl+Z arrives as `ㅋ`.
 */
export type Binding = {
  /** `F1`, `Ctrl+Z`, `Alt+1`, `Shift+Enter`, `/` */
  key: string;
  run: (event: KeyboardEvent) => void;
  /** Leave the press to others (and to the browser) when false. */
  when?: (event: KeyboardEvent) => boolean;
};

type Context = { bindings: readonly Binding[]; modal: boolean };

export class Keys {
  #contexts: Context[] = [];

  /** Adds a context on top; call the answer to take it away. */
  push(bindings: readonly Binding[], { modal = false } = {}): () => void {
    const context = { bindings, modal };
    this.#contexts.push(context);
    return () => {
      this.#contexts = this.#contexts.filter((other) => other !== context);
    };
  }

  /** Hears the whole window, before any field does. */
  listen(target: Window): () => void {
    target.addEventListener('keydown', this.handle, { capture: true });
    return () => target.removeEventListener('keydown', this.handle, { capture: true });
  }

  readonly handle = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    const pressed = chord(event);
    for (const context of this.#contexts.toReversed()) {
      const binding = context.bindings.find(({ key, when }) => key === pressed && (when?.(event) ?? true));
      if (binding) {
        event.preventDefault();
        event.stopPropagation();
        binding.run(event);
        return;
      }
      if (context.modal) return;
    }
  };
}

/** The window's keys. */
export const keys = new Keys();

/**
 * True while a Hangul syllable is being put together. WebKit reports the Enter that commits it with
 * `isComposing = false` and keyCode 229; acting on it would swallow the syllable.
 */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** The press as a binding text: `Ctrl+Shift+P`. */
export function chord(event: KeyboardEvent): string {
  const name = keyName(event);
  const modifiers = [
    event.ctrlKey || event.metaKey ? 'Ctrl' : null,
    event.altKey ? 'Alt' : null,
    event.shiftKey ? 'Shift' : null,
  ];
  return [...modifiers, name].filter((part) => part !== null).join('+');
}

/** A binding text as printed on a button: `Ctrl Z`. */
export function keyLabel(key: string): string {
  return key.replaceAll('+', ' ').replace('Escape', 'Esc');
}

/** True when the press belongs to a field somebody is typing into. */
export function isTyping(event: KeyboardEvent): boolean {
  return event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
}

/** True when Enter would press the focused button or link itself. */
export function isOnControl(event: KeyboardEvent): boolean {
  return event.target instanceof HTMLElement && event.target.closest('button, a, select, summary') !== null;
}

function keyName(event: KeyboardEvent): string {
  const [, letter] = /^Key([A-Z])$/.exec(event.code) ?? [];
  if (letter) return letter;
  const [, digit] = /^(?:Digit|Numpad)([0-9])$/.exec(event.code) ?? [];
  if (digit && (event.altKey || event.ctrlKey || event.key === digit)) return digit;
  if (event.code === 'Slash') return '/';
  if (event.code === 'Comma') return ',';
  return event.key.length === 1 ? event.key.toUpperCase() : event.key;
}
