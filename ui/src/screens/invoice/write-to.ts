/** 거래처 sends the person here to write to one of its partners. What stands in the lines stays. */
import type { InvoiceController } from './invoice.svelte';
import { linePlace } from './places';

export async function writeTo(invoice: InvoiceController, partner: number): Promise<void> {
  const { session, form } = invoice;
  try {
    const { buyer, default_kind, default_billing } = (await session.backend.loadPartner(partner)).form;
    form.takeBuyer(buyer);
    form.setKind(default_kind);
    form.setBilling(default_billing);
    invoice.goTo(linePlace(0, 'item'));
  } catch (thrown) {
    session.tellError(thrown);
  }
}
