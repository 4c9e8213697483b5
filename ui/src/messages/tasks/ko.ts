/**
 * The sentences of the screens that are fetched when they are opened: 확인할 일, 통신 기록, 공휴일. Kept apart from the first
 * paint's. What happened to the money first, then the one next step.
 */
import type { TaskKind } from '../../backend/backend';

type Said = { title: (amount: string) => string; fact: string };
/** A receipt, its cancel, or a tax invoice (수정 included). */
type OfDocument = { issue: Said; cancel: Said; invoice: Said };

/** The same words whichever document it is. */
const every = <Words>(words: Words) => ({ issue: words, cancel: words, invoice: words });

export const ko = {
  title: '확인할 일',
  tabs: { label: '확인할 일과 기록', tasks: '할 일', log: '통신 기록' },
  count: (count: number) => `${count}건`,
  listLabel: '확인할 일',
  calm: {
    title: '지금 확인할 일이 없어요',
    body: '보낸 문서는 모두 답을 받았거나 저절로 처리되고 있어요. 사람이 필요해지면 왼쪽 메뉴에 숫자로 알려 드려요.',
  },
  anyAmount: '이',
  kinds: {
    conflict: {
      issue: {
        title: (amount) => `${amount} 영수증이 국세청에는 다른 내용으로 있어요`,
        fact: '다시 발급하면 두 장이 될 수 있어요.',
      },
      cancel: {
        title: (amount) => `${amount} 취소가 국세청에는 다른 내용으로 있어요`,
        fact: '다시 취소하면 두 번 취소될 수 있어요.',
      },
      invoice: {
        title: (amount) => `${amount} 세금계산서가 국세청에는 다른 내용으로 있어요`,
        fact: '다시 발급하면 두 장이 될 수 있어요.',
      },
    },
    check_by_hand: {
      issue: {
        title: (amount) => `${amount} 영수증이 발급됐는지 알 수 없어요`,
        fact: '이 연결로는 국세청에 다시 물어볼 수 없어요.',
      },
      cancel: {
        title: (amount) => `${amount} 취소가 됐는지 알 수 없어요`,
        fact: '이 연결로는 국세청에 다시 물어볼 수 없어요.',
      },
      invoice: {
        title: (amount) => `${amount} 세금계산서가 발급됐는지 알 수 없어요`,
        fact: '이 연결로는 국세청에 다시 물어볼 수 없어요.',
      },
    },
    refused_later: {
      issue: {
        title: (amount) => `${amount} 영수증을 국세청이 다음 날 거절했어요`,
        fact: '승인이 무효라 손님에게 영수증이 없어요.',
      },
      cancel: {
        title: (amount) => `${amount} 취소를 국세청이 다음 날 거절했어요`,
        fact: '영수증은 취소되지 않고 그대로예요.',
      },
      invoice: {
        title: (amount) => `${amount} 세금계산서를 국세청이 나중에 거절했어요`,
        fact: '발급이 무효라 거래처에 세금계산서가 없어요.',
      },
    },
    rejected_behind: {
      issue: {
        title: (amount) => `${amount} 영수증이 발급되지 않았어요`,
        fact: '나중에 보냈는데 국세청이 거절해 손님에게 영수증이 없어요.',
      },
      cancel: {
        title: (amount) => `${amount} 취소가 되지 않았어요`,
        fact: '나중에 보냈는데 국세청이 거절해 영수증이 그대로예요.',
      },
      invoice: {
        title: (amount) => `${amount} 세금계산서가 발급되지 않았어요`,
        fact: '나중에 보냈는데 국세청이 거절해 거래처에 세금계산서가 없어요.',
      },
    },
    too_late: {
      issue: {
        title: (amount) => `${amount} 영수증을 기한 안에 발급하지 못했어요`,
        fact: '국세청에 한 번도 가지 않았어요.',
      },
      cancel: {
        title: (amount) => `${amount} 취소를 기한 안에 보내지 못했어요`,
        fact: '국세청에 한 번도 가지 않아 영수증이 그대로예요.',
      },
      invoice: {
        title: (amount) => `${amount} 세금계산서를 보내지 못했어요`,
        fact: '기다리는 사이에 보낼 수 있는 때가 지났고, 국세청에 한 번도 가지 않았어요.',
      },
    },
    correction_stopped: {
      issue: {
        title: (amount) => `${amount} 영수증의 번호를 바로잡다가 멈췄어요`,
        fact: '앞의 영수증은 취소됐는데 새 번호로 발급되지 않았어요.',
      },
      cancel: {
        title: (amount) => `${amount} 영수증의 번호를 바로잡지 못했어요`,
        fact: '앞의 영수증이 취소되지 않아 그대로예요.',
      },
      invoice: {
        title: (amount) => `${amount} 세금계산서를 바로잡다가 멈췄어요`,
        fact: '둘 가운데 하나가 발급되지 않았어요.',
      },
    },
    amendment_stopped: every<Said>({
      title: (amount) => `${amount} 수정세금계산서를 발급하다가 멈췄어요`,
      fact: '수정세금계산서 두 장 가운데 나중 것이 거절됐어요. 처음 것은 이미 취소됐으니 다시 발급해야 해요.',
    }),
    transmission_late: every<Said>({
      title: (amount) => `${amount} 세금계산서가 아직 국세청에 전송되지 않았어요`,
      fact: '발급은 됐지만 전송할 때가 지났어요. 기한을 넘기면 가산세가 있어요.',
    }),
    mail_stopped: every<Said>({
      title: (amount) => `${amount} 세금계산서 메일이 가지 않았어요`,
      fact: '메일 서버가 받지 않았거나 갔는지 알 수 없어요. 발급은 그대로예요.',
    }),
    text_stopped: every<Said>({
      title: (amount) => `${amount} 현금영수증 문자가 가지 않았어요`,
      fact: '문자 서비스가 받지 않았거나, 휴대전화에 닿지 않았거나, 갔는지 확인하고 있어요. 발급은 그대로예요.',
    }),
    order_stopped: every<Said>({
      title: (order) => `주문 ${order}의 세금계산서를 발급하지 못했어요`,
      fact: '거래처의 사업자번호를 확인해야 해요. 아무것도 발급하지 않았어요.',
    }),
    results_stopped: every<Said>({
      title: (count) => `결과 ${count}건을 다른 프로그램에 돌려주지 못했어요`,
      fact: '발급은 그대로예요. 하루 동안 보냈지만 받지 않았어요. 설정의 연결에서 주소나 폴더를 확인하세요.',
    }),
    plan_stopped: every<Said>({
      title: (plan) => `정기 발행 ${plan}을 발급하지 못했어요`,
      fact: '내용에 고칠 곳이 있어 발급하지 않았어요.',
    }),
    mandatory_due: every<Said>({
      title: (amount) => `의무발행 현금 거래 ${amount}을 발급해야 해요`,
      fact: '10만원 이상 현금 거래는 요청이 없어도 5일 안에 발급해야 하고, 늦으면 가산세가 있어요.',
    }),
    monthly_due: every<Said>({
      title: (amount) => `지난달 외상 거래 ${amount}의 월합계 세금계산서가 남았어요`,
      fact: '다음 달 10일까지 발급해야 가산세가 없어요.',
    }),
    hometax_awaited: every<Said>({
      title: (count) => `홈택스 파일로 내보낸 ${count}건이 승인번호를 기다려요`,
      fact: '아직 발급된 것이 아니에요. 홈택스에 올려 발급한 뒤 결과를 불러오거나, 올리지 않았으면 파일에서 빼세요.',
    }),
    certificate_ends: every<Said>({
      title: (days) =>
        days === ''
          ? '인증서가 만료됐어요'
          : days === '0'
            ? '인증서가 오늘 만료돼요'
            : `인증서가 ${days}일 뒤 만료돼요`,
      fact: '만료된 인증서로는 홈택스 연계로 발급하지 못해요. 갱신하거나 새로 발급받으세요.',
    }),
    long_unknown: every<Said>({
      title: (amount) => `${amount} 문서가 발급됐는지 한 시간 넘게 확인하지 못했어요`,
      fact: '발급됐을 수 있으니 다시 발급하지 마세요. 국세청에 계속 묻고 있어요.',
    }),
    deadline_near: {
      issue: {
        title: (amount) => `${amount} 영수증이 아직 발급되지 않았어요`,
        fact: '기다리는 사이에 기한이 가까워졌어요.',
      },
      cancel: {
        title: (amount) => `${amount} 취소가 아직 되지 않았어요`,
        fact: '기다리는 사이에 기한이 가까워졌어요.',
      },
      invoice: {
        title: (amount) => `${amount} 세금계산서가 아직 발급되지 않았어요`,
        fact: '기다리는 사이에 기한이 가까워졌어요.',
      },
    },
    only_ours: {
      issue: {
        title: (amount) => `${amount} 영수증이 국세청에는 없어요`,
        fact: '우리 장부에는 승인됐다고 적혀 있어요.',
      },
      cancel: {
        title: (amount) => `${amount} 취소가 국세청에는 없어요`,
        fact: '우리 장부에는 취소됐다고 적혀 있어요.',
      },
      invoice: {
        title: (amount) => `${amount} 세금계산서가 국세청에는 없어요`,
        fact: '우리 장부에는 발급됐다고 적혀 있어요.',
      },
    },
    only_theirs: every<Said>({
      title: (amount) => `${amount} 문서가 국세청에만 있어요`,
      fact: '우리 장부에는 없어요.',
    }),
    differs: {
      issue: {
        title: (amount) => `${amount} 영수증이 국세청 기록과 달라요`,
        fact: '우리 장부와 국세청 가운데 하나가 틀려요.',
      },
      cancel: {
        title: (amount) => `${amount} 취소가 국세청 기록과 달라요`,
        fact: '우리 장부와 국세청 가운데 하나가 틀려요.',
      },
      invoice: {
        title: (amount) => `${amount} 세금계산서가 국세청 기록과 달라요`,
        fact: '우리 장부와 국세청 가운데 하나가 틀려요.',
      },
    },
    route_stopped: {
      issue: {
        title: () => '국세청 연결이 멈춰 발급되지 않고 있어요',
        fact: '인증서나 컴퓨터 시각을 국세청이 받지 않아요. 기다리는 문서는 장부에 그대로 있어요.',
      },
      cancel: {
        title: () => '국세청 연결이 멈춰 취소되지 않고 있어요',
        fact: '인증서나 컴퓨터 시각을 국세청이 받지 않아요. 기다리는 문서는 장부에 그대로 있어요.',
      },
      invoice: {
        title: () => '국세청 연결이 멈춰 발급되지 않고 있어요',
        fact: '인증서나 컴퓨터 시각을 국세청이 받지 않아요. 기다리는 문서는 장부에 그대로 있어요.',
      },
    },
  } satisfies Record<string, OfDocument> as Record<TaskKind, OfDocument>,
  /** Why an order did not become an invoice. */
  orders: {
    buyer_closed: '폐업한 거래처라 발급하지 않았어요. 거래처에 확인하세요.',
    buyer_not_registered: '국세청에 등록되지 않은 사업자번호라 발급하지 않았어요. 거래처에 확인하세요.',
    status_unknown: '거래처의 사업자 상태를 알 수 없어 발급하지 않았어요. 잠시 뒤에 주문을 다시 넣으세요.',
    faults: '주문에 고칠 곳이 있어 발급하지 않았어요. 고쳐서 다시 넣거나 직접 발급하세요.',
  } as Record<string, string>,
  steps: {
    reissue: {
      issue: '같은 내용으로 다시 발급하세요.',
      cancel: '다시 취소하세요.',
      invoice: '같은 내용으로 다시 발급하세요.',
    },
    reissue_with_number: every('바른 번호를 물어 다시 발급하세요.'),
    ask_again: every('국세청에 다시 물어보세요.'),
    enter_approval: every('홈택스에서 찾아보고 적어 주세요.'),
    acknowledge: every('내용을 보고 확인했다고 알려 주세요.'),
    reconnect: every('바로잡고 다시 연결하세요.'),
    send_now: every('지금 보내 보세요.'),
    mail_again: every('메일을 다시 보내세요.'),
    text_again: every('문자를 다시 보내세요.'),
    ask_text: every('문자가 갔는지 다시 확인하세요.'),
    deliver_again: every('받는 쪽을 확인하고 다시 보내세요.'),
    write_anew: every('고쳐서 다시 작성하세요.'),
    open_automation: every('자동 발행에서 처리하세요.'),
    open_settings: every('설정의 인증서에서 새 인증서를 등록하세요.'),
  },
  buttons: {
    reissue: { issue: '다시 발급', cancel: '다시 취소', invoice: '다시 발급' },
    reissue_with_number: every('번호 고쳐 발급'),
    ask_again: every('다시 묻기'),
    enter_approval: every('결과 적기'),
    acknowledge: every('확인했어요'),
    reconnect: every('다시 연결'),
    send_now: every('지금 보내기'),
    mail_again: every('메일 다시 보내기'),
    text_again: every('문자 다시 보내기'),
    ask_text: every('다시 확인'),
    deliver_again: every('결과 다시 보내기'),
    write_anew: every('고쳐서 다시 작성'),
    open_automation: every('자동 발행 열기'),
    open_settings: every('설정 열기'),
  },
  transmission: {
    next: '지금 전송하세요.',
    button: '지금 전송',
    done: '국세청에 전송했어요.',
  },
  done: {
    reissue: '다시 보냈어요. 승인됐는지는 내역에서 볼 수 있어요.',
    reissue_with_number: '바른 번호로 다시 보냈어요. 승인됐는지는 내역에서 볼 수 있어요.',
    ask_again: '국세청에 있어요. 그렇게 적었어요.',
    enter_approval: '찾아본 결과를 장부에 적었어요.',
    acknowledge: '확인했다고 적었어요.',
    reconnect: '다시 연결했어요. 기다리던 것부터 보내요.',
    send_now: '보내기 시작했어요. 승인됐는지는 내역에서 볼 수 있어요.',
    mail_again: '메일을 다시 보내기 시작했어요.',
    text_again: '문자를 다시 보내기 시작했어요.',
    ask_text: '문자가 갔는지 다시 확인하고 있어요.',
    deliver_again: '결과를 다시 보내기 시작했어요.',
    write_anew: '세금계산서 작성으로 옮겼어요.',
    open_automation: '자동 발행으로 옮겼어요.',
    open_settings: '설정으로 옮겼어요.',
  },
  still: '아직 해결되지 않았어요. 잠시 뒤 다시 해 보세요.',
  stillAbsent: '국세청에 아직 없어요. 홈택스에서 찾아보거나 국세청(126)에 물어보고, 확인했다고 알려 주세요.',
  askedInVain: {
    fact: '국세청에 다시 물어도 없다고 해요.',
    next: '홈택스에서 찾아보거나 126에 물어보고 알려 주세요.',
    button: '홈택스나 126에서 확인했어요',
  },
  open: '내역에서 보기',
  theirs: (amount: string, approval: string, date: string) => `국세청: ${amount} · 승인번호 ${approval} · ${date}`,
  differing: (fields: string) => `다른 곳: ${fields}`,
  fields: {
    kind: '종류',
    amounts: '금액',
    taxation: '과세 구분',
    'customer number': '고객 번호',
    purpose: '용도',
    'trade date': '거래일',
    original: '원 영수증',
    'document key': '문서번호',
    'approval number': '승인번호',
    approval_number: '승인번호',
  } as Record<string, string>,
  since: (at: string) => `${at}부터`,
  reissue: {
    title: {
      issue: (a: string) => `${a} 영수증을 다시 발급할까요?`,
      cancel: (a: string) => `${a} 취소를 다시 보낼까요?`,
      invoice: (a: string) => `${a} 세금계산서를 다시 발급할까요?`,
    },
    body: '같은 번호와 금액으로 지금 날짜의 새 문서를 보내요. 앞의 문서는 국세청에서 효력이 없어요.',
    accept: { issue: '다시 발급하기', cancel: '다시 취소하기', invoice: '다시 발급하기' },
    /** The second of a pair keeps its dates. */
    amendment: {
      title: (a: string) => `${a} 수정세금계산서를 다시 발급할까요?`,
      body: '같은 내용을 새 문서번호로 보내요. 거절된 문서는 국세청에서 효력이 없어요.',
    },
  },
  renumber: {
    title: (a: string) => `${a} 영수증을 바른 번호로 다시 발급할까요?`,
    before: (number: string) => `국세청이 받지 않은 번호 ${number}`,
    number: '바른 번호',
    hint: '번호를 알 수 없으면 010-000-1234(자진발급)',
    consequence: '같은 금액으로 지금 날짜의 새 문서를 보내요. 앞의 문서는 국세청에서 효력이 없어요.',
    accept: '다시 발급하기',
  },
  enter: {
    title: {
      issue: (a: string) => `${a} 영수증이 홈택스에 있나요?`,
      cancel: (a: string) => `${a} 취소가 홈택스에 있나요?`,
      invoice: (a: string) => `${a} 세금계산서가 홈택스에 있나요?`,
    },
    field: '승인번호',
    hint: { issue: '있으면 9자리 승인번호를 적으세요', invoice: '있으면 24자리 승인번호를 적으세요' },
    fault: {
      issue: '승인번호는 영문 대문자와 숫자 9자리예요.',
      invoice: '세금계산서 승인번호는 작성일자 8자리로 시작하는 24자리예요.',
    },
    accept: '이 번호로 승인됐어요',
    absent: {
      issue: '홈택스에 없어요 · 발급 안 됐어요',
      cancel: '홈택스에 없어요 · 취소 안 됐어요',
      invoice: '홈택스에 없어요 · 발급되지 않았어요',
    },
    absentNote: '없다고 적으면 끝난 것으로 봐요. 거래일과 금액으로 한 번 더 찾아보세요.',
  },
  waiting: {
    title: '저절로 처리되고 있어요',
    none: '기다리는 문서가 없어요.',
    intro: '그냥 두면 급한 것부터 저절로 보내고 확인해요.',
    reasons: {
      no_network: '인터넷이 끊겼어요',
      route_down: '국세청이 응답하지 않아요',
      route_stopped: '국세청 연결이 멈췄어요',
      quota: '오늘 한도를 다 썼어요',
      too_many_requests: '요청이 몰렸어요',
      not_yet_possible: '원 영수증 확정을 기다려요',
      by_file: '홈택스 엑셀로 내보낼 문서예요',
      sending: '답을 기다려요',
      unknown: '국세청에 확인하고 있어요',
      held: '차례를 기다려요',
    } as Record<string, string> & { held: string },
    nextTry: (time: string) => `${time}에 다시 해요`,
    more: (count: number) => `그 밖에 ${count}건`,
  },
  morning: {
    title: (day: string) => `${day} 대조`,
    never: '매일 아침 어제 장부를 국세청 기록과 저절로 대조해요.',
    equal: (n: string) => `같음 ${n}`,
    confirmed: (n: string) => `확정 ${n}`,
    onlyOurs: (n: string) => `우리만 ${n}`,
    onlyTheirs: (n: string) => `국세청만 ${n}`,
    differs: (n: string) => `다름 ${n}`,
    refused: (n: string) => `나중 거절 ${n}`,
    run: '지금 대조하기',
    running: '대조하는 중이에요…',
    allEqual: '어제 장부가 국세청 기록과 같아요.',
    found: (count: number) => `국세청 기록과 다른 것이 ${count}건 있어요.`,
  },
  log: {
    search: '기록 찾기',
    searchHint: '문서번호 · 결과 코드',
    call: '요청',
    anyCall: '모든 요청',
    outcome: '결과',
    anyOutcome: '모든 결과',
    onlyFailed: '실패만',
    listLabel: '국세청과 주고받은 기록',
    columns: { at: '시각', call: '요청', document: '문서번호', outcome: '결과', code: '코드', elapsed: '걸린 시간' },
    calls: { issue: '발급', cancel: '취소', look_up: '조회', token: '인증', quota: '한도', list: '대조' } as Record<
      string,
      string
    >,
    outcomes: {
      approved: '승인',
      confirmed: '확정',
      rejected: '거절',
      refused_later: '나중 거절',
      held: '보류',
      unknown: '답 없음',
      conflict: '내용 다름',
      check_by_hand: '직접 확인',
      sending: '다시 보냄',
    } as Record<string, string>,
    ended: { well: '성공', badly: '실패' },
    empty: '찾은 기록이 없어요.',
    emptyDetail: '기록을 고르면 주고받은 내용이 보여요.',
    redacted: '고객 번호와 인증 정보는 적을 때부터 별표로 가렸어요.',
    save: '지원용 파일 저장',
    saved: (size: string) => `지원용 파일을 저장했어요 (${size}). 고객 번호는 들어 있지 않아요.`,
  },
  calendar: {
    title: '공휴일',
    intro: '발급과 전송 기한을 셀 때 쉬는 날로 봐요.',
    years: '연도',
    earlier: '앞 해',
    later: '다음 해',
    year: (year: number) => `${year}년`,
    covers: (from: number, to: number) => `공휴일 표는 ${from}년부터 ${to}년까지 들어 있어요.`,
    beyond: '이 해의 공휴일 표가 없어요. 쉬는 날을 직접 더하세요.',
    own: '직접 추가',
    removed: '뺀 날',
    remove: (name: string) => `${name} 빼기`,
    restore: (date: string) => `${date} 되돌리기`,
    date: '날짜',
    dateHint: '예: 1224',
    dateFault: '1224처럼 입력하세요.',
    dateTwice: '이미 공휴일이에요.',
    name: '이름',
    nameFault: '이름을 입력하세요.',
    add: '더하기',
    added: (name: string) => `공휴일로 더했어요: ${name}`,
    taken: '공휴일에서 뺐어요.',
    restored: '공휴일로 되돌렸어요.',
  },
};
