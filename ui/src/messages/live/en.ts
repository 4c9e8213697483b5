/** The English sentences of going live. */
import type { ko } from './ko';

const RENEW = 'Register one on Popbill’s certificate page, then check again.';

/** `45 seconds`, `10 minutes`, `9 hours`. */
function lasting(seconds: number): string {
  if (seconds < 120) return `${seconds} seconds`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} minutes` : `${Math.round(seconds / 3_600)} hours`;
}

export const en: typeof ko = {
  title: 'Go live',
  titleReal: 'Real · practice',
  intro: 'Five steps. You may stop and go on later; until the last one is done nothing reaches the NTS.',
  introReal: 'What you issue now is real. Here you mend the connection or go back to practice.',
  trouble: 'The real book could not be opened. The practice book goes on as it is.',
  worlds: { practice: 'Now: practice', real: 'Now: real' },
  step: (number, title) => `Step ${number}, ${title}`,
  chips: {
    done: 'Done',
    now: 'Do this now',
    later: 'Not yet',
    notNeeded: 'Not needed',
    optional: 'Worth a try',
    blocked: 'Blocked',
    unsaved: 'Not saved',
  },
  route: {
    title: 'Choose the way',
    intro: 'How documents get to the NTS. It can be changed later.',
    names: { popbill: 'Popbill', hometax_file: 'Hometax workbook', hometax_api: 'Hometax line' },
    whom: {
      hometax_api:
        'Only for shops that were given an address by the NTS or an ERP maker. The certificate kept in the settings connects and signs.',
      popbill: 'For shops that issue several a day: one press issues at the NTS at once, each costs points.',
      hometax_file:
        'For shops that issue now and then: we fill in Hometax’s workbook, you upload it. Free, no account.',
    },
  },
  account: {
    title: 'Shop and account',
    intro: 'Kept in the real book only. The shop of the practice book stays as it is.',
    introReal: 'Kept in the real book. Documents already issued do not change.',
    shop: 'Shop',
    fromPractice: 'Take the shop of the practice book',
    popbill: 'Popbill account',
    hometax: 'Hometax line',
    hometaxUrl: 'Address',
    hometaxUrlHint: 'The https address you were given',
    apiSecret: 'Secret of the line',
    apiSecretHint: 'Came with the address',
    certificateNote: 'The certificate is kept under Settings, Certificate.',
    linkId: 'LinkID',
    linkIdHint: 'from Popbill’s mail',
    secretKey: 'Secret key',
    secretKeyHint: 'SecretKey, from the same mail',
    keyKept: 'Kept',
    userId: 'User ID',
    userIdHint: 'may be blank',
    keyNote: 'The secret key stays on this computer and is never shown again. Blank keeps the one that is kept.',
    nts: 'NTS',
    statusKey: 'Key for business states',
    statusKeyHint: 'optional · data.go.kr',
    statusKeyNote: 'With it, a partner that closed is noticed while you write an invoice.',
    forget: 'Forget the key',
    forgetting: 'Saving forgets the key.',
    advanced: 'Advanced',
    advancedNote:
      'Blank addresses are Popbill’s own. Only https is taken, and the check of the server’s certificate cannot be turned off.',
    authUrl: 'Token server',
    serviceUrl: 'Service',
    testServiceUrl: 'Test service',
    usual: 'Popbill’s own',
    from: 'Tokens work from',
    froms: { here: 'This address only', anywhere: 'Any address' },
    fromNote: 'Choose “Any address” if your internet address changes often or you have two lines.',
    save: 'Save',
    saved: 'Saved in the real book.',
    unsaved: 'Not saved yet.',
  },
  check: {
    title: 'Check',
    intro: 'Clock, account, certificate and points, one after the other. Nothing is issued.',
    notNeeded: 'With the workbook there is no connection to check.',
    run: 'Check',
    again: 'Check again',
    running: 'Asking Popbill…',
    earlier: (at) => `Checked at ${at}; nothing stops you.`,
    allGood: 'Nothing stops you.',
    stopped: 'Mend what is blocked, then check again.',
    kinds: { clock: 'Clock', account: 'Account', certificate: 'Certificate', points: 'Points' },
    states: { good: 'Good', warn: 'Have a look', bad: 'Blocked', skipped: 'Skipped' },
    skipped: 'Checked once the one before is good.',
    said: (words) => `The service said: ${words}`,
    good: {
      clock: () => 'It agrees with Popbill’s.',
      account: () => 'LinkID and secret key open the door.',
      certificate: (days) => (days === null ? 'Registered.' : `Good for ${days} more days.`),
      points: (left) => (left === null ? 'Usable.' : `${left.toLocaleString('en')} points left.`),
    },
  },
  reasons: {
    clock: (ahead) =>
      ahead === null
        ? 'This computer’s clock does not agree with Popbill’s. Set it in Windows Settings → Time & language, then check again.'
        : `This computer’s clock is ${lasting(Math.abs(ahead))} ${ahead > 0 ? 'fast' : 'slow'}. Set it in Windows Settings → Time & language, then check again.`,
    secret: () => 'The secret key does not belong to the LinkID. Paste it again in step 2 and save.',
    address: () =>
      'This shop’s internet address (IP) is not let in. Have Popbill register it; if it changes often, choose “Any address” under Advanced in step 2.',
    certificate: () => `The certificate is missing or expired. ${RENEW}`,
    partner: () => 'The LinkID is unknown or suspended. Check its letters in step 2; if they are right, ask Popbill.',
    not_member: () =>
      'This business number has not joined Popbill. Check the number in step 2; if it is right, join Popbill, then check again.',
    no_permission: () => 'The account may not issue. Apply for the service at Popbill, or give the user the right.',
    money: () => 'The points are used up. Buy points at Popbill, then check again; until then nothing is issued.',
    token: () => 'Popbill refused the token it just gave. Check again in a while; if it goes on, ask Popbill.',
    no_certificate: () =>
      `No certificate is registered: no tax invoices, but cash receipts work. For invoices: ${RENEW}`,
    expired: () => `The certificate has expired: no tax invoices, but cash receipts work. ${RENEW}`,
    expires_soon: (days) =>
      `The certificate is good for ${days ?? 0} more days. Renew it before and register it again.`,
    low: (left) => `Only ${(left ?? 0).toLocaleString('en')} points left. Buy some before a busy day stops.`,
    not_reached: () => 'Popbill was not reached. Check the internet and the addresses under Advanced, then try again.',
    not_trusted: () =>
      'Whether the other side is Popbill could not be proved, so nothing was sent. Check the clock, the addresses under Advanced and security software, then try again.',
    no_answer: () => 'Popbill did not answer in time. Try again in a while.',
    not_now: () => 'Popbill is busy. Try again in a while.',
    refused: () => 'Popbill refused. See its words below, mend step 2 and try again.',
  },
  reasonAnyhow: 'It did not finish. Try again in a while; if it goes on, tell Popbill the words below.',
  trial: {
    title: 'Trial document',
    intro: 'One cash receipt of 1,000 won on Popbill’s test host. Its documents never reach the NTS.',
    notNeeded: 'There is no test host for the workbook.',
    run: 'Issue a trial',
    again: 'Issue another trial',
    running: 'Sending to the test host…',
    approved: (approval) => `The test host approved it: ${approval}. It did not reach the NTS.`,
    reasons: {
      not_member:
        'The test host has members of its own. Join Popbill’s test site with the same number, then try again.',
      money: 'No points on the test host. Get trial points at Popbill’s test site, then try again.',
      refused: 'The test host refused the document. See its words below, mend step 2 and try again.',
      unknown: 'The test host’s answer was lost. It is only a trial, so you may do it again.',
    },
  },
  change: {
    toReal: {
      title: 'Go live',
      facts: [
        'The practice book stays. The real book is another file; they never mix.',
        'What you issue afterwards is real and reaches the NTS.',
        'The program closes and opens again with the real book.',
      ],
      run: 'Go live',
      ask: 'Issue real documents from now on?',
      consequences: {
        hometax_api:
          'When the program is open again, every press makes a real document at the NTS. A wrong one can only be cancelled or amended.',
        popbill:
          'When the program is open again, every press makes a real document at the NTS and costs points. A wrong one can only be cancelled or amended.',
        hometax_file:
          'When the program is open again, documents are written into Hometax’s workbook. Uploaded, they are real; a wrong one can only be cancelled or amended.',
      },
      stays: 'The practice book stays, and you can come back at any time.',
      accept: 'Start for real',
    },
    toPractice: {
      title: 'Back to practice',
      facts: [
        'The real book stays. The practice book is another file; they never mix.',
        'What you issue while practising does not reach the NTS.',
        'The program closes and opens again with the practice book.',
      ],
      run: 'Back to practice',
      ask: 'Go back to the practice book?',
      consequence:
        'When the program is open again, what you issue to customers does not reach the NTS. What waits in the real book is not sent until you go live again.',
      stays: 'The real book stays, and you can go live again at any time.',
      accept: 'Back to practice',
    },
    keep: 'Leave it',
    restarting: 'Opening the book again…',
    reasons: {
      unsaved: 'Something is not saved. Save in step 2 first.',
      notFilled: 'Save shop and account in step 2 first.',
      stopped: 'Mend what is blocked in step 3 and check again first.',
      notChecked: 'Finish the check in step 3 first.',
    },
  },
  waits: {
    unsaved: 'Save step 2 first.',
    notFilled: 'Fill in and save step 2 first.',
  },
  settings: {
    title: 'Real · practice',
    practice: 'This is the practice book. Nothing you issue reaches the NTS.',
    real: 'This is the real book. What you issue is real.',
    connect: 'Go live',
    look: 'Connection · back to practice',
  },
  faults: {
    link_id_invalid: 'A LinkID has up to 50 letters, digits, - and _. Write it as Popbill gave it.',
    secret_key_invalid: 'This is no secret key. Paste the whole SecretKey that Popbill gave you.',
    key_has_blanks: 'There are blanks in the key. Paste it again without them.',
    user_id_invalid: 'A user ID has up to 50 letters, digits and signs.',
    address_invalid: 'This address cannot be used. It begins with https:// and ends before any ?.',
    status_key_invalid: 'This is no key of data.go.kr. Paste it as it was given.',
  },
};
