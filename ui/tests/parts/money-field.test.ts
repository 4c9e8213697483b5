import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { fireEvent } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import MoneyField from '../../src/parts/MoneyField.svelte';

function open(value = '') {
  render(MoneyField, { props: { label: '받은 금액', name: 'amount', unit: '원', value } });
  return screen.getByLabelText<HTMLInputElement>('받은 금액');
}

test('commas come while typing and the caret stays behind the digit', async () => {
  const field = open();
  await userEvent.type(field, '1234567');
  expect(field.value).toBe('1,234,567');
  await userEvent.type(field, '9', { initialSelectionStart: 1, initialSelectionEnd: 1 });
  expect(field.value).toBe('19,234,567');
  expect(field.selectionStart).toBe(2);
});

test('Backspace behind a comma takes the digit before it', async () => {
  const field = open('12,345');
  field.focus();
  field.setSelectionRange(3, 3);
  await userEvent.keyboard('{Backspace}');
  expect(field.value).toBe('1,345');
  expect(field.selectionStart).toBe(1);
});

test('a pasted "12,000원" or "1만2천" becomes the amount', async () => {
  const field = open();
  field.focus();
  await userEvent.paste('1만2천');
  expect(field.value).toBe('12,000');
  await userEvent.clear(field);
  await userEvent.paste('12,000원');
  expect(field.value).toBe('12,000');
});

test('a syllable in composition is left alone and read when the field is left', async () => {
  const field = open();
  field.focus();
  field.value = '1ㅁ';
  await fireEvent(field, new InputEvent('input', { isComposing: true, inputType: 'insertCompositionText' }));
  expect(field.value).toBe('1ㅁ');
  field.value = '1만';
  await fireEvent(field, new CompositionEvent('compositionend', { data: '만' }));
  expect(field.value).toBe('1만');
  await fireEvent.blur(field);
  expect(field.value).toBe('10,000');
});

test('full-width digits become plain ones', async () => {
  const field = open();
  await userEvent.type(field, '１２０００');
  expect(field.value).toBe('12,000');
});

test('a fault is said under the field and to a screen reader', () => {
  render(MoneyField, {
    props: { label: '금액', name: 'amount', unit: '원', value: '', fault: '0원은 발급할 수 없어요.' },
  });
  const field = screen.getByLabelText('금액');
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
    '0원은 발급할 수 없어요.',
  );
});
