/** What the window may ask about text messages: part of the {@link Backend}. */
import type { DocumentDetail, TextForm, TextRequest, TextTest } from './bindings';

export interface TextBackend {
  loadTexts(): Promise<TextForm>;
  saveTexts(form: TextForm): Promise<TextForm>;
  /** Asks the gateway for the balance with the settings as typed; no text is sent. */
  testTexts(form: TextForm): Promise<TextTest>;
  sendText(request: TextRequest): Promise<DocumentDetail>;
}
