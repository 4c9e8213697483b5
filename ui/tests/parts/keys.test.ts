import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { chord, isComposing, keyLabel, Keys } from '../../src/parts/keys';

let keys: Keys;
let stop: () => void;

beforeEach(() => {
  keys = new Keys();
  stop = keys.listen(window);
});
afterEach(() => stop());

function press(init: KeyboardEventInit & { keyCode?: number }): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
  document.body.dispatchEvent(event);
  return event;
}

test('the Enter that commits a syllable is not a press, however the browser reports it', () => {
  const issue = vi.fn();
  keys.push([{ key: 'Enter', run: issue }]);
  const composing = press({ key: 'Enter', code: 'Enter', isComposing: true });
  const webkit = press({ key: 'Enter', code: 'Enter', keyCode: 229 });
  expect(issue).not.toHaveBeenCalled();
  expect([composing.defaultPrevented, webkit.defaultPrevented]).toEqual([false, false]);
  expect([isComposing(composing), isComposing(webkit)]).toEqual([true, true]);
  press({ key: 'Enter', code: 'Enter', keyCode: 13 });
  expect(issue).toHaveBeenCalledTimes(1);
});

test('letters are read by position, so that the Korean layout has the same shortcuts', () => {
  expect(chord(new KeyboardEvent('keydown', { key: 'ㅋ', code: 'KeyZ', ctrlKey: true }))).toBe('Ctrl+Z');
  expect(chord(new KeyboardEvent('keydown', { key: '1', code: 'Digit1', altKey: true }))).toBe('Alt+1');
  expect(chord(new KeyboardEvent('keydown', { key: 'Enter', code: 'NumpadEnter', shiftKey: true }))).toBe(
    'Shift+Enter',
  );
  expect(chord(new KeyboardEvent('keydown', { key: ',', code: 'Comma', ctrlKey: true }))).toBe('Ctrl+,');
});

test('the newest context is asked first and gives the key back when it leaves', () => {
  const heard: string[] = [];
  keys.push([{ key: 'Escape', run: () => heard.push('screen') }]);
  const leave = keys.push([{ key: 'Escape', run: () => heard.push('panel') }]);
  press({ key: 'Escape', code: 'Escape' });
  leave();
  press({ key: 'Escape', code: 'Escape' });
  expect(heard).toEqual(['panel', 'screen']);
});

test('a modal context hides what is beneath it, bound or not', () => {
  const beneath = vi.fn();
  keys.push([{ key: 'F3', run: beneath }]);
  const leave = keys.push([], { modal: true });
  press({ key: 'F3', code: 'F3' });
  expect(beneath).not.toHaveBeenCalled();
  leave();
  press({ key: 'F3', code: 'F3' });
  expect(beneath).toHaveBeenCalledTimes(1);
});

test('a binding that does not apply leaves the press to the browser', () => {
  keys.push([{ key: '/', run: () => {}, when: () => false }]);
  expect(press({ key: '/', code: 'Slash' }).defaultPrevented).toBe(false);
});

test('the label on a button is the binding', () => {
  expect([keyLabel('Shift+Enter'), keyLabel('Escape'), keyLabel('Ctrl+,')]).toEqual(['Shift Enter', 'Esc', 'Ctrl ,']);
});
