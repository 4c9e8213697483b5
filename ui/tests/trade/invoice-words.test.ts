import { expect, test } from 'vitest';
import { approvalText, partyNumber, shortApproval } from '../../src/trade/invoice-words';

test('the number of an invoice reads in groups of eight, that of a receipt as it is', () => {
  expect(approvalText('202611224100001600a8f309')).toBe('20261122-41000016-00a8f309');
  expect(approvalText('TB4029001')).toBe('TB4029001');
  expect(approvalText(null)).toBe('—');
});

test('a narrow column shows the end of it, which tells one from another', () => {
  expect(shortApproval('202611224100001600a8f309')).toBe('…00a8f309');
  expect(shortApproval('TB4029001')).toBe('TB4029001');
});

test('a business number has its hyphens, a masked one stays masked', () => {
  expect(partyNumber('3148120001')).toBe('314-81-20001');
  expect(partyNumber('900101-*******')).toBe('900101-*******');
});
