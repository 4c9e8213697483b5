/** The backend inside the desktop shell: generated commands, their `{status}` answers unwrapped. */
import { BackendError, type Backend, type Startup, type UiError } from './backend';
import { commands, events } from './bindings';

type Answer<T> = { status: 'ok'; data: T } | { status: 'error'; error: UiError };

declare global {
  interface Window {
    /** The answer to `startup`, written into the page by the shell before any script ran (`window.rs`). */
    __JANGBU_STARTUP__?: Answer<Startup>;
  }
}

export function isTauri(): boolean {
  return '__TAURI_INTERNALS__' in window;
}

export const tauriBackend: Backend = {
  startup: () => unwrap(writtenIntoThePage() ?? commands.startup()),
  markReady: () => commands.markReady(),
  saveShop: (form) => unwrap(commands.saveShop(form)),
  saveSettings: (settings) => unwrap(commands.saveSettings(settings)),
  previewReceipt: (form) => unwrap(commands.previewReceipt(form)),
  issueReceipt: (request) => unwrap(commands.issueReceipt(request)),
  cancelReceipt: (request) => unwrap(commands.cancelReceipt(request)),
  resolveDocument: (key) => unwrap(commands.resolveDocument(key)),
  loadDay: () => unwrap(commands.loadDay()),
  searchHistory: (query) => unwrap(commands.searchHistory(query)),
  loadDocument: (key) => unwrap(commands.loadDocument(key)),
  printDocument: (key) => unwrap(commands.printDocument(key)),
  revealNumber: (key) => unwrap(commands.revealNumber(key)),
  checkConnection: () => unwrap(commands.checkConnection()),
  loadTasks: () => unwrap(commands.loadTasks()),
  takeStep: (request) => unwrap(commands.takeStep(request)),
  correctNumber: (request) => unwrap(commands.correctNumber(request)),
  reconcile: (day) => unwrap(commands.reconcile(day)),
  loadAttempts: (query) => unwrap(commands.loadAttempts(query)),
  saveSupportBundle: () => unwrap(commands.saveSupportBundle()),
  loadCalendar: () => unwrap(commands.loadCalendar()),
  saveCalendar: (edits) => unwrap(commands.saveCalendar(edits)),
  readInvoice: (form) => unwrap(commands.readInvoice(form)),
  checkBuyer: (number) => unwrap(commands.checkBuyer(number)),
  issueInvoice: (request) => unwrap(commands.issueInvoice(request)),
  loadInvoice: (key) => unwrap(commands.loadInvoice(key)),
  copyInvoice: (key, anew) => unwrap(commands.copyInvoice(key, anew)),
  transmitInvoice: (key) => unwrap(commands.transmitInvoice(key)),
  previewInvoicePaper: (form, paper) => unwrap(commands.previewInvoicePaper(form, paper)),
  showInvoicePaper: (key, paper) => unwrap(commands.showInvoicePaper(key, paper)),
  printInvoice: (key, paper) => unwrap(commands.printInvoice(key, paper)),
  loadDraft: () => unwrap(commands.loadDraft()),
  saveDraft: (form) => unwrap(commands.saveDraft(form)),
  discardDraft: async () => void (await unwrap(commands.discardDraft())),
  findItems: (text) => unwrap(commands.findItems(text)),
  planAmendment: (form) => unwrap(commands.planAmendment(form)),
  issueAmendment: (request) => unwrap(commands.issueAmendment(request)),
  findPartners: (text) => unwrap(commands.findPartners(text)),
  listPartners: (query) => unwrap(commands.listPartners(query)),
  loadPartner: (id) => unwrap(commands.loadPartner(id)),
  savePartner: (form) => unwrap(commands.savePartner(form)),
  archivePartner: (id, archived) => unwrap(commands.archivePartner(id, archived)),
  importPartners: (file, commit) => unwrap(commands.importPartners(file, commit)),
  loadBackground: () => unwrap(commands.loadBackground()),
  saveBackground: (background) => unwrap(commands.saveBackground(background)),
  quit: async () => void (await unwrap(commands.quit())),
  lookAtOrders: (file, mapping) => unwrap(commands.lookAtOrders(file, mapping)),
  takeOrders: () => unwrap(commands.takeOrders()),
  listImports: () => unwrap(commands.listImports()),
  loadImport: (id) => unwrap(commands.loadImport(id)),
  listImportedOrders: (query) => unwrap(commands.listImportedOrders(query)),
  loadImportedOrder: (id) => unwrap(commands.loadImportedOrder(id)),
  repairImportedOrder: (id, form) => unwrap(commands.repairImportedOrder(id, form)),
  issueImport: (id) => unwrap(commands.issueImport(id)),
  pauseImport: (id) => unwrap(commands.pauseImport(id)),
  undoImport: (id) => unwrap(commands.undoImport(id)),
  loadMail: () => unwrap(commands.loadMail()),
  mailIsOn: () => unwrap(commands.mailIsOn()),
  saveMail: (form) => unwrap(commands.saveMail(form)),
  testMail: (form) => unwrap(commands.testMail(form)),
  mailInvoice: (request) => unwrap(commands.mailInvoice(request)),
  loadTexts: () => unwrap(commands.loadTexts()),
  saveTexts: (form) => unwrap(commands.saveTexts(form)),
  testTexts: (form) => unwrap(commands.testTexts(form)),
  loadLive: () => unwrap(commands.loadLive()),
  saveLive: (form) => unwrap(commands.saveLive(form)),
  checkLive: () => unwrap(commands.checkLive()),
  tryLive: () => unwrap(commands.tryLive()),
  switchWorld: async (world) => void (await unwrap(commands.switchWorld(world))),
  sendText: (request) => unwrap(commands.sendText(request)),
  unlock: (passphrase) => unwrap(commands.unlock(passphrase)),
  restoreBook: (phrase, passphrase) => unwrap(commands.restoreBook(phrase, passphrase)),
  loadKey: () => unwrap(commands.loadKey()),
  showRecoveryPhrase: () => unwrap(commands.showRecoveryPhrase()),
  noteRecoveryPhrase: async () => void (await unwrap(commands.noteRecoveryPhrase())),
  choosePassphrase: async (passphrase) => void (await unwrap(commands.choosePassphrase(passphrase))),
  loadLink: () => unwrap(commands.loadLink()),
  saveDoor: (form) => unwrap(commands.saveDoor(form)),
  makeToken: (name) => unwrap(commands.makeToken(name)),
  revokeToken: (id) => unwrap(commands.revokeToken(id)),
  saveResults: (form, newSecret) => unwrap(commands.saveResults(form, newSecret)),
  testResults: (form) => unwrap(commands.testResults(form)),
  loadClose: (period) => unwrap(commands.loadClose(period)),
  closeMonth: (period) => unwrap(commands.closeMonth(period)),
  loadHometax: () => unwrap(commands.loadHometax()),
  fillHometax: (request) => unwrap(commands.fillHometax(request)),
  readHometaxList: (request) => unwrap(commands.readHometaxList(request)),
  takeBackHometax: (key) => unwrap(commands.takeBackHometax(key)),
  exportPeriod: (request) => unwrap(commands.exportPeriod(request)),
  cancelExport: async () => void (await unwrap(commands.cancelExport())),
  chooseFolder: (start) => unwrap(commands.chooseFolder(start)),
  openFolder: async (folder) => void (await unwrap(commands.openFolder(folder))),
  onExportStep: (handler) => listen(events.exportStep.listen(({ payload }) => handler(payload))),
  loadPlans: () => unwrap(commands.loadPlans()),
  previewPlan: (recurrence) => unwrap(commands.previewPlan(recurrence)),
  savePlan: (form) => unwrap(commands.savePlan(form)),
  turnPlan: (id, turn) => unwrap(commands.turnPlan(id, turn)),
  skipRun: (id, nominal, skip) => unwrap(commands.skipRun(id, nominal, skip)),
  retryRun: (run) => unwrap(commands.retryRun(run)),
  settleRun: (run) => unwrap(commands.settleRun(run)),
  keepSale: (form, press_id) => unwrap(commands.keepSale(form, press_id)),
  loadDayEnd: () => unwrap(commands.loadDayEnd()),
  issueSale: (id, target, override_why) => unwrap(commands.issueSale(id, target, override_why)),
  issueMonthly: (partner, month, taxation) => unwrap(commands.issueMonthly(partner, month, taxation)),
  dropSale: (id, why) => unwrap(commands.dropSale(id, why)),
  loadCoveredSales: (key) => unwrap(commands.loadCoveredSales(key)),
  loadStaff: () => unwrap(commands.loadStaff()),
  unlockDesk: (id, pin) => unwrap(commands.unlockDesk(id, pin)),
  lockDesk: () => unwrap(commands.lockDesk()),
  switchStaffOn: (name, pin) => unwrap(commands.switchStaffOn(name, pin)),
  switchStaffOff: (ownerPin) => unwrap(commands.switchStaffOff(ownerPin)),
  addClerk: (name, pin) => unwrap(commands.addClerk(name, pin)),
  renameStaff: (id, name) => unwrap(commands.renameStaff(id, name)),
  removeClerk: (id) => unwrap(commands.removeClerk(id)),
  changePin: (id, pin, ownerPin) => unwrap(commands.changePin(id, pin, ownerPin)),
  saveAutoLock: (minutes) => unwrap(commands.saveAutoLock(minutes)),
  revealWithPin: (key, ownerPin) => unwrap(commands.revealWithPin(key, ownerPin)),
  onStaffChanged: (handler) => listen(events.staffDesk.listen(({ payload }) => handler(payload))),
  loadCertificate: () => unwrap(commands.loadCertificate()),
  findCertificates: (place) => unwrap(commands.findCertificates(place)),
  addCertificate: (id, password) => unwrap(commands.addCertificate(id, password)),
  removeCertificate: () => unwrap(commands.removeCertificate()),
  onDocumentsChanged: (handler) => listen(events.documentsChanged.listen(({ payload }) => handler(payload))),
  onConnectionChanged: (handler) => listen(events.connection.listen(({ payload }) => handler(payload))),
};

/** Good for the first question alone: after an unlock, or in a page that is loaded again, it is as old as the window. */
function writtenIntoThePage(): Promise<Answer<Startup>> | null {
  const answer = window.__JANGBU_STARTUP__;
  delete window.__JANGBU_STARTUP__;
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return answer && navigation?.type !== 'reload' ? Promise.resolve(answer) : null;
}

async function unwrap<T>(answer: Promise<Answer<T>>): Promise<T> {
  try {
    const result = await answer;
    if (result.status === 'ok') return result.data;
    throw new BackendError(result.error);
  } catch (thrown) {
    throw BackendError.from(thrown);
  }
}

/** Tauri answers a subscription with a promise of its end; a screen may leave before that promise is kept. */
function listen(subscription: Promise<() => void>): () => void {
  return () => void subscription.then((stop) => stop());
}
