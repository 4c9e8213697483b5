/** The English sentences of 확인할 일, the log and the holidays. */
import type { ko } from './ko';

const every = <Text>(text: Text) => ({ issue: text, cancel: text, invoice: text });

export const en = {
  title: 'To do',
  tabs: { label: 'To do and the log', tasks: 'To do', log: 'Log' },
  count: (count) => `${count}`,
  listLabel: 'To do',
  calm: {
    title: 'Nothing to do',
    body: 'Everything sent has been answered or is being taken care of. The menu shows a number when a person is needed.',
  },
  anyAmount: 'A',
  kinds: {
    conflict: {
      issue: {
        title: (amount) => `The NTS holds something else for the receipt of ${amount}`,
        fact: 'Issuing again could make two receipts.',
      },
      cancel: {
        title: (amount) => `The NTS holds something else for the cancel of ${amount}`,
        fact: 'Cancelling again could cancel twice.',
      },
      invoice: {
        title: (amount) => `The NTS holds something else for the invoice of ${amount}`,
        fact: 'Issuing again could make two invoices.',
      },
    },
    check_by_hand: {
      issue: {
        title: (amount) => `Whether the receipt of ${amount} was issued is not known`,
        fact: 'This route cannot ask the NTS again.',
      },
      cancel: {
        title: (amount) => `Whether ${amount} was cancelled is not known`,
        fact: 'This route cannot ask the NTS again.',
      },
      invoice: {
        title: (amount) => `Whether the invoice of ${amount} was issued is not known`,
        fact: 'This route cannot ask the NTS again.',
      },
    },
    refused_later: {
      issue: {
        title: (amount) => `The NTS refused the receipt of ${amount} the day after`,
        fact: 'The approval is void: the customer has no receipt.',
      },
      cancel: {
        title: (amount) => `The NTS refused the cancel of ${amount} the day after`,
        fact: 'The receipt is not cancelled and stands.',
      },
      invoice: {
        title: (amount) => `The NTS refused the invoice of ${amount} later`,
        fact: 'It is void: the buyer has no invoice.',
      },
    },
    rejected_behind: {
      issue: {
        title: (amount) => `The receipt of ${amount} was not issued`,
        fact: 'It was sent later and refused: the customer has no receipt.',
      },
      cancel: {
        title: (amount) => `${amount} was not cancelled`,
        fact: 'The cancel was sent later and refused: the receipt stands.',
      },
      invoice: {
        title: (amount) => `The invoice of ${amount} was not issued`,
        fact: 'It was sent later and refused: the buyer has no invoice.',
      },
    },
    too_late: {
      issue: {
        title: (amount) => `The receipt of ${amount} was not issued in time`,
        fact: 'It never reached the NTS.',
      },
      cancel: {
        title: (amount) => `The cancel of ${amount} was not sent in time`,
        fact: 'It never reached the NTS: the receipt stands.',
      },
      invoice: {
        title: (amount) => `The invoice of ${amount} was not sent`,
        fact: 'The time in which it could be sent has passed; it never reached the NTS.',
      },
    },
    correction_stopped: {
      issue: {
        title: (amount) => `Correcting the number of the receipt of ${amount} stopped half way`,
        fact: 'The earlier receipt is cancelled, but the new one was not issued.',
      },
      cancel: {
        title: (amount) => `The number of the receipt of ${amount} was not corrected`,
        fact: 'The earlier receipt was not cancelled and stands.',
      },
      invoice: {
        title: (amount) => `Correcting the invoice of ${amount} stopped half way`,
        fact: 'One of the two was not issued.',
      },
    },
    amendment_stopped: every({
      title: (amount: string) => `Amending ${amount} stopped half way`,
      fact: 'The second of the two was refused. The original is taken back already, so it has to be issued again.',
    }),
    transmission_late: every({
      title: (amount: string) => `The invoice of ${amount} has not reached the NTS`,
      fact: 'It is issued, but its time to be sent has passed. Being late costs a penalty.',
    }),
    mail_stopped: every({
      title: (amount: string) => `The mail about the invoice of ${amount} did not go out`,
      fact: 'The mail server refused it, or it is not known whether it went. The invoice stands.',
    }),
    text_stopped: every({
      title: (amount) => `The text about the ${amount} receipt did not arrive`,
      fact: 'The text service refused it, the phone was not reached, or it is being checked. The receipt stands as it was.',
    }),
    order_stopped: every({
      title: (order: string) => `No invoice was issued for order ${order}`,
      fact: 'The buyer’s business number has to be checked. Nothing was issued.',
    }),
    results_stopped: every({
      title: (count: string) => `${count} results could not be handed to the other program`,
      fact: 'The documents stand. They were tried for a day. Check the address or the folder in the settings under Link.',
    }),
    plan_stopped: every({
      title: (plan: string) => `The plan ${plan} could not be issued`,
      fact: 'Something in it needs correcting. Nothing was issued.',
    }),
    mandatory_due: every({
      title: (amount: string) => `Cash sales of ${amount} have to be issued`,
      fact: 'Cash sales from 100,000 won on are issued within 5 days even unasked; later costs a surcharge.',
    }),
    monthly_due: every({
      title: (amount: string) => `The monthly invoices of ${amount} of last month are missing`,
      fact: 'They are due by the 10th; later costs a penalty.',
    }),
    hometax_awaited: every({
      title: (count: string) => `${count} documents in files for Hometax wait for their approval numbers`,
      fact: 'They are not issued yet. Upload the file and read the result, or take them out if it was not uploaded.',
    }),
    certificate_ends: every({
      title: (days) =>
        days === ''
          ? 'The certificate has expired'
          : days === '0'
            ? 'The certificate ends today'
            : `The certificate ends in ${days} days`,
      fact: 'Nothing can be issued to Hometax directly with an expired certificate. Renew it or get a new one.',
    }),
    long_unknown: every({
      title: (amount: string) => `For more than an hour it is not known whether ${amount} was issued`,
      fact: 'It may have been: do not issue it again. The NTS is being asked on and on.',
    }),
    deadline_near: {
      issue: {
        title: (amount) => `The receipt of ${amount} is not issued yet`,
        fact: 'It has been waiting and its deadline is near.',
      },
      cancel: {
        title: (amount) => `${amount} is not cancelled yet`,
        fact: 'It has been waiting and its deadline is near.',
      },
      invoice: {
        title: (amount) => `The invoice of ${amount} is not issued yet`,
        fact: 'It has been waiting and its deadline is near.',
      },
    },
    only_ours: {
      issue: {
        title: (amount) => `The NTS does not have the receipt of ${amount}`,
        fact: 'Our book says that it was approved.',
      },
      cancel: {
        title: (amount) => `The NTS does not have the cancel of ${amount}`,
        fact: 'Our book says that it was cancelled.',
      },
      invoice: {
        title: (amount) => `The NTS does not have the invoice of ${amount}`,
        fact: 'Our book says that it was issued.',
      },
    },
    only_theirs: every({
      title: (amount: string) => `Only the NTS has a document of ${amount}`,
      fact: 'It is not in our book.',
    }),
    differs: {
      issue: {
        title: (amount) => `The receipt of ${amount} differs from the NTS’s record`,
        fact: 'One of the two books is wrong.',
      },
      cancel: {
        title: (amount) => `The cancel of ${amount} differs from the NTS’s record`,
        fact: 'One of the two books is wrong.',
      },
      invoice: {
        title: (amount) => `The invoice of ${amount} differs from the NTS’s record`,
        fact: 'One of the two books is wrong.',
      },
    },
    route_stopped: {
      issue: {
        title: () => 'The connection has stopped and nothing is being issued',
        fact: 'The NTS does not take the certificate or the clock. What waits is safe in the book.',
      },
      cancel: {
        title: () => 'The connection has stopped and nothing is being cancelled',
        fact: 'The NTS does not take the certificate or the clock. What waits is safe in the book.',
      },
      invoice: {
        title: () => 'The connection has stopped and nothing is being issued',
        fact: 'The NTS does not take the certificate or the clock. What waits is safe in the book.',
      },
    },
  },
  orders: {
    buyer_closed: 'The buyer’s business is closed, so nothing was issued. Ask the buyer.',
    buyer_not_registered: 'The NTS knows no such business number, so nothing was issued. Ask the buyer.',
    status_unknown: 'The state of the buyer is not known, so nothing was issued. Hand the order in again later.',
    faults: 'The order has faults, so nothing was issued. Mend it and hand it in again, or issue by hand.',
  },
  steps: {
    reissue: {
      issue: 'Issue it again with the same content.',
      cancel: 'Cancel it again.',
      invoice: 'Issue it again with the same content.',
    },
    reissue_with_number: every('Ask for the right number and issue it again.'),
    ask_again: every('Ask the NTS again.'),
    enter_approval: every('Look it up at Hometax and enter what you found.'),
    acknowledge: every('Look at it and say that you know.'),
    reconnect: every('Put it right and reconnect.'),
    send_now: every('Try to send it now.'),
    mail_again: every('Send the mail again.'),
    text_again: every('Send the text again.'),
    ask_text: every('Check again whether the text went.'),
    deliver_again: every('Check the other side and send them again.'),
    write_anew: every('Correct it and write it anew.'),
    open_automation: every('See to it under Automatic.'),
    open_settings: every('Add the new certificate in the settings.'),
  },
  buttons: {
    reissue: { issue: 'Issue again', cancel: 'Cancel again', invoice: 'Issue again' },
    reissue_with_number: every('Correct and issue'),
    ask_again: every('Ask again'),
    enter_approval: every('Enter result'),
    acknowledge: every('I know'),
    reconnect: every('Reconnect'),
    send_now: every('Send now'),
    mail_again: every('Mail again'),
    text_again: every('Text again'),
    ask_text: every('Check again'),
    deliver_again: every('Send results again'),
    write_anew: every('Write anew'),
    open_automation: every('Open Automatic'),
    open_settings: every('Open settings'),
  },
  transmission: {
    next: 'Send it to the NTS now.',
    button: 'Send now',
    done: 'Sent to the NTS.',
  },
  done: {
    reissue: 'Sent again. The history shows whether it was approved.',
    reissue_with_number: 'Sent again under the right number. The history shows whether it was approved.',
    ask_again: 'The NTS has it. That has been written down.',
    enter_approval: 'What you found has been written down.',
    acknowledge: 'Written down that you know.',
    reconnect: 'Reconnected. What waits goes out first.',
    send_now: 'On its way. The history shows whether it was approved.',
    mail_again: 'The mail is on its way again.',
    text_again: 'The text is on its way again.',
    ask_text: 'It is being checked whether the text went.',
    deliver_again: 'The results are on their way again.',
    write_anew: 'The invoice form is open.',
    open_automation: 'Automatic is open.',
    open_settings: 'The settings are open.',
  },
  still: 'Not settled yet. Try again in a moment.',
  stillAbsent: 'The NTS still does not have it. Look at Hometax or call the NTS (126), then say that you have checked.',
  askedInVain: {
    fact: 'The NTS was asked again and does not have it.',
    next: 'Look at Hometax or call 126, then say so.',
    button: 'Checked at Hometax or 126',
  },
  open: 'Open in history',
  theirs: (amount, approval, date) => `NTS: ${amount} · approval ${approval} · ${date}`,
  differing: (fields) => `Differs in: ${fields}`,
  fields: {
    kind: 'kind',
    amounts: 'amounts',
    taxation: 'taxation',
    'customer number': 'customer number',
    purpose: 'purpose',
    'trade date': 'date of sale',
    original: 'original receipt',
    'document key': 'document number',
    'approval number': 'approval number',
    approval_number: 'approval number',
  },
  since: (at) => `since ${at}`,
  reissue: {
    title: {
      issue: (a) => `Issue the receipt of ${a} again?`,
      cancel: (a) => `Send the cancel of ${a} again?`,
      invoice: (a) => `Issue the invoice of ${a} again?`,
    },
    body: 'A new document with the same number and amount, dated now, is sent. The earlier one has no effect at the NTS.',
    accept: { issue: 'Issue again', cancel: 'Cancel again', invoice: 'Issue again' },
    amendment: {
      title: (a) => `Issue the amended invoice of ${a} again?`,
      body: 'The same content is sent under a new document number. The refused one has no effect at the NTS.',
    },
  },
  renumber: {
    title: (a) => `Issue the receipt of ${a} again under the right number?`,
    before: (number) => `Number the NTS did not take: ${number}`,
    number: 'Right number',
    hint: 'If nobody knows it: 010-000-1234 (self-issued)',
    consequence: 'A new document with the same amount, dated now, is sent. The earlier one has no effect at the NTS.',
    accept: 'Issue again',
  },
  enter: {
    title: {
      issue: (a) => `Is the receipt of ${a} at Hometax?`,
      cancel: (a) => `Is the cancel of ${a} at Hometax?`,
      invoice: (a) => `Is the invoice of ${a} at Hometax?`,
    },
    field: 'Approval number',
    hint: { issue: 'nine characters, if it is there', invoice: '24 characters, if it is there' },
    fault: {
      issue: 'An approval number is nine capital letters and digits.',
      invoice: 'An invoice’s approval number is 24 long and begins with its date.',
    },
    accept: 'Approved under this number',
    absent: {
      issue: 'Not at Hometax · not issued',
      cancel: 'Not at Hometax · not cancelled',
      invoice: 'Not at Hometax · never issued',
    },
    absentNote: 'That closes the matter. Search once more by date of sale and amount first.',
  },
  waiting: {
    title: 'Being taken care of',
    none: 'Nothing is waiting.',
    intro: 'Leave it: it is sent and checked by itself, the most urgent first.',
    reasons: {
      no_network: 'The internet is down',
      route_down: 'The NTS does not answer',
      route_stopped: 'The connection has stopped',
      quota: 'Today’s limit is used up',
      too_many_requests: 'The NTS is overloaded',
      not_yet_possible: 'The original is not confirmed yet',
      by_file: 'To go to Hometax in a file',
      sending: 'Waiting for the answer',
      unknown: 'Asking the NTS',
      held: 'Waiting for its turn',
    },
    nextTry: (time) => `again at ${time}`,
    more: (count) => `and ${count} more`,
  },
  morning: {
    title: (day) => `Comparison of ${day}`,
    never: 'Every morning the day before is compared with the NTS’s book by itself.',
    equal: (n) => `equal ${n}`,
    confirmed: (n) => `confirmed ${n}`,
    onlyOurs: (n) => `only ours ${n}`,
    onlyTheirs: (n) => `only theirs ${n}`,
    differs: (n) => `differs ${n}`,
    refused: (n) => `refused later ${n}`,
    run: 'Compare now',
    running: 'Comparing…',
    allEqual: 'Yesterday is the same in both books.',
    found: (count) => `${count} differ from the NTS’s book.`,
  },
  log: {
    search: 'Search the log',
    searchHint: 'document number · result code',
    call: 'Call',
    anyCall: 'All calls',
    outcome: 'Outcome',
    anyOutcome: 'All outcomes',
    onlyFailed: 'Failures only',
    listLabel: 'Calls to the NTS',
    columns: { at: 'Time', call: 'Call', document: 'Document', outcome: 'Outcome', code: 'Code', elapsed: 'Took' },
    calls: { issue: 'Issue', cancel: 'Cancel', look_up: 'Look-up', token: 'Sign-in', quota: 'Quota', list: 'Compare' },
    outcomes: {
      approved: 'Approved',
      confirmed: 'Confirmed',
      rejected: 'Rejected',
      refused_later: 'Refused later',
      held: 'Held',
      unknown: 'No answer',
      conflict: 'Differs',
      check_by_hand: 'By hand',
      sending: 'Sent again',
    },
    ended: { well: 'OK', badly: 'Failed' },
    empty: 'Nothing found.',
    emptyDetail: 'Choose a call to see what was said.',
    redacted: 'Customer numbers and credentials were starred out when this was written.',
    save: 'Save file for support',
    saved: (size) => `The file for support is saved (${size}). No customer number is in it.`,
  },
  calendar: {
    title: 'Holidays',
    intro: 'Days off when deadlines are counted.',
    years: 'Year',
    earlier: 'Earlier year',
    later: 'Later year',
    year: (year) => `${year}`,
    covers: (from, to) => `The table of holidays covers ${from} to ${to}.`,
    beyond: 'There is no table for this year. Add the days off yourself.',
    own: 'added',
    removed: 'removed',
    remove: (name) => `Remove ${name}`,
    restore: (date) => `Restore ${date}`,
    date: 'Date',
    dateHint: 'such as 1224',
    dateFault: 'Enter it like 1224.',
    dateTwice: 'That is a holiday already.',
    name: 'Name',
    nameFault: 'Enter a name.',
    add: 'Add',
    added: (name) => `${name} is a holiday now.`,
    taken: 'No longer a holiday.',
    restored: 'A holiday again.',
  },
} satisfies typeof ko;
