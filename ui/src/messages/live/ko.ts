/** The sentences of 실제 발급 연결, fetched with its screen and with 설정. */
const RENEW = '팝빌의 공동인증서 화면에서 등록한 뒤 다시 점검해 주세요.';

/** `45초`, `10분`, `9시간`. */
function lasting(seconds: number): string {
  if (seconds < 120) return `${seconds}초`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)}분` : `${Math.round(seconds / 3_600)}시간`;
}

export const ko = {
  title: '실제 발급 연결',
  titleReal: '실제 발급 · 연습',
  intro: '다섯 단계예요. 멈췄다가 이어서 해도 되고, 마지막 단계를 마치기 전에는 국세청에 아무것도 가지 않아요.',
  introReal: '지금 발급하는 문서는 진짜예요. 여기서 연결을 고치거나 연습으로 돌아갈 수 있어요.',
  trouble: '실제 장부를 열지 못했어요. 연습 장부는 그대로 쓸 수 있어요.',
  worlds: { practice: '지금은 연습', real: '지금은 실제 발급' },
  step: (number: number, title: string) => `${number}단계 ${title}`,
  chips: {
    done: '끝났어요',
    now: '지금 할 차례',
    later: '아직이에요',
    notNeeded: '필요 없어요',
    optional: '해 보면 좋아요',
    blocked: '막혔어요',
    unsaved: '저장 전이에요',
  },
  route: {
    title: '방법 고르기',
    intro: '국세청에 문서를 어떻게 보낼지 골라 주세요. 나중에 바꿀 수 있어요.',
    names: { popbill: '팝빌', hometax_file: '홈택스 엑셀', hometax_api: '홈택스 연계' },
    whom: {
      hometax_api:
        '국세청이나 ERP 회사에서 접속 주소를 받은 가게만 써요. 설정에 등록한 공동인증서로 접속하고 서명해요.',
      popbill: '날마다 여러 장을 발급하는 가게에 좋아요. 누르면 바로 국세청에 발급되고, 건마다 포인트가 들어요.',
      hometax_file:
        '가끔 발급하는 가게에 좋아요. 홈택스 양식에 적어 드리면 직접 올려요. 팝빌에 가입하지 않아도 되고 비용도 없어요.',
    },
  },
  account: {
    title: '가게와 계정',
    intro: '실제 장부에만 저장돼요. 연습 장부의 가게는 그대로예요.',
    introReal: '실제 장부에 저장돼요. 이미 발급한 문서는 바뀌지 않아요.',
    shop: '가게',
    fromPractice: '연습 장부의 가게 가져오기',
    popbill: '팝빌 계정',
    hometax: '홈택스 연계',
    hometaxUrl: '접속 주소',
    hometaxUrlHint: '받은 https 주소',
    apiSecret: '연계 비밀키',
    apiSecretHint: '주소와 함께 받은 키',
    certificateNote: '공동인증서는 설정의 인증서에서 등록해요.',
    linkId: '링크아이디',
    linkIdHint: '팝빌이 메일로 알려 준 LinkID',
    secretKey: '비밀키',
    secretKeyHint: '같은 메일의 SecretKey',
    keyKept: '저장돼 있어요',
    userId: '담당자 아이디',
    userIdHint: '비워 두어도 돼요',
    keyNote: '비밀키는 이 컴퓨터에만 저장하고 다시 보여 드리지 않아요. 비워 두면 저장된 것을 그대로 써요.',
    nts: '국세청',
    statusKey: '국세청 상태조회 키',
    statusKeyHint: '선택 · 공공데이터포털',
    statusKeyNote: '있으면 세금계산서를 쓸 때 거래처의 휴업·폐업을 바로 확인해요.',
    forget: '저장된 키 지우기',
    forgetting: '저장하면 키를 지워요.',
    advanced: '고급',
    advancedNote: '주소를 비워 두면 팝빌의 것을 써요. https 주소만 쓸 수 있고, 서버의 인증서 확인은 끌 수 없어요.',
    authUrl: '토큰 서버 주소',
    serviceUrl: '서비스 주소',
    testServiceUrl: '시험 서버 주소',
    usual: '팝빌의 주소',
    from: '토큰을 쓸 수 있는 곳',
    froms: { here: '이 인터넷 주소에서만', anywhere: '어느 주소에서나' },
    fromNote: '인터넷 주소가 자주 바뀌거나 회선이 둘이면 ‘어느 주소에서나’를 고르세요.',
    save: '저장',
    saved: '실제 장부에 저장했어요.',
    unsaved: '저장하지 않은 것이 있어요.',
  },
  check: {
    title: '점검',
    intro: '시계, 계정, 공동인증서, 포인트를 차례로 확인해요. 아무것도 발급하지 않아요.',
    notNeeded: '홈택스 엑셀은 직접 올리니 점검할 연결이 없어요.',
    run: '점검하기',
    again: '다시 점검하기',
    running: '팝빌에 물어보는 중이에요…',
    earlier: (at: string) => `${at}에 점검했고, 막힌 것이 없었어요.`,
    allGood: '막힌 것이 없어요.',
    stopped: '막힌 것을 고친 뒤 다시 점검해 주세요.',
    kinds: { clock: '시계', account: '계정', certificate: '공동인증서', points: '포인트' },
    states: { good: '좋아요', warn: '살펴보세요', bad: '막혔어요', skipped: '건너뜀' },
    skipped: '앞의 것을 고치면 확인해요.',
    said: (words: string) => `서비스의 말: ${words}`,
    good: {
      clock: () => '팝빌의 시계와 맞아요.',
      account: () => '링크아이디와 비밀키로 들어갔어요.',
      certificate: (days: number | null) => (days === null ? '등록돼 있어요.' : `앞으로 ${days}일 쓸 수 있어요.`),
      points: (left: number | null) =>
        left === null ? '쓸 수 있어요.' : `${left.toLocaleString('ko-KR')}포인트 남았어요.`,
    } as Record<string, (amount: number | null) => string>,
  },
  reasons: {
    clock: (ahead) =>
      ahead === null
        ? '이 컴퓨터의 시계가 팝빌과 맞지 않아요. 윈도우 설정 → 시간 및 언어에서 맞춘 뒤 다시 점검해 주세요.'
        : `이 컴퓨터의 시계가 ${lasting(Math.abs(ahead))} ${ahead > 0 ? '빨라요' : '느려요'}. 윈도우 설정 → 시간 및 언어에서 맞춘 뒤 다시 점검해 주세요.`,
    secret: () => '비밀키가 링크아이디와 맞지 않아요. 2단계에 비밀키를 다시 붙여 넣고 저장해 주세요.',
    address: () =>
      '이 가게의 인터넷 주소(IP)에서는 들어갈 수 없어요. 팝빌에 이 IP를 등록해 달라고 하고, 자주 바뀐다면 2단계 고급에서 ‘어느 주소에서나’를 골라 주세요.',
    certificate: () => `공동인증서가 없거나 만료됐어요. ${RENEW}`,
    partner: () => '없거나 멈춘 링크아이디예요. 2단계에서 글자를 확인하고, 맞다면 팝빌에 문의해 주세요.',
    not_member: () =>
      '팝빌에 가입되지 않은 사업자번호예요. 2단계의 사업자등록번호를 확인하고, 맞다면 팝빌에 가입한 뒤 다시 점검해 주세요.',
    no_permission: () =>
      '이 계정에는 현금영수증이나 세금계산서를 쓸 권한이 없어요. 팝빌에서 서비스를 신청하거나 담당자 권한을 켜 주세요.',
    money: () => '포인트를 다 썼어요. 팝빌에서 포인트를 충전한 뒤 다시 점검해 주세요. 충전하기 전에는 발급되지 않아요.',
    token: () => '팝빌이 방금 준 토큰을 받지 않았어요. 잠시 뒤에 다시 점검하고, 계속되면 팝빌에 문의해 주세요.',
    no_certificate: () =>
      `등록된 공동인증서가 없어요. 세금계산서는 발급할 수 없지만 현금영수증은 돼요. 세금계산서도 쓰려면 ${RENEW}`,
    expired: () => `공동인증서가 만료됐어요. 세금계산서는 발급할 수 없지만 현금영수증은 돼요. 새 인증서를 ${RENEW}`,
    expires_soon: (days) =>
      `공동인증서를 쓸 수 있는 날이 ${days ?? 0}일 남았어요. 그 전에 갱신하고 팝빌에 다시 등록해 주세요.`,
    low: (left) =>
      `${(left ?? 0).toLocaleString('ko-KR')}포인트만 남았어요. 바쁜 날에 멈추지 않게 팝빌에서 미리 충전해 주세요.`,
    not_reached: () => '팝빌에 닿지 못했어요. 인터넷 연결과 2단계 고급의 주소를 확인한 뒤 다시 해 주세요.',
    not_trusted: () =>
      '상대가 팝빌인지 확인하지 못해 아무것도 보내지 않았어요. 시계와 2단계 고급의 주소, 보안 프로그램을 확인한 뒤 다시 해 주세요.',
    no_answer: () => '팝빌이 제때 답하지 않았어요. 잠시 뒤에 다시 해 주세요.',
    not_now: () => '팝빌에 요청이 몰렸어요. 잠시 뒤에 다시 해 주세요.',
    refused: () => '팝빌이 받지 않았어요. 아래의 말을 보고 2단계를 고친 뒤 다시 해 주세요.',
  } as Record<string, (amount: number | null) => string>,
  reasonAnyhow: '마치지 못했어요. 잠시 뒤에 다시 하고, 계속되면 아래의 말을 팝빌에 알려 주세요.',
  trial: {
    title: '시험 문서',
    intro: '팝빌의 시험 서버에 1,000원짜리 현금영수증을 한 장 발급해 봐요. 시험 서버의 문서는 국세청에 가지 않아요.',
    notNeeded: '이 방법에는 시험 서버가 없어요.',
    run: '시험 발급하기',
    again: '한 장 더 시험하기',
    running: '시험 서버에 보내는 중이에요…',
    approved: (approval: string) => `시험 서버가 승인했어요. 승인번호 ${approval}. 국세청에는 가지 않았어요.`,
    reasons: {
      not_member: '시험 서버에는 따로 가입해야 해요. 팝빌의 시험 사이트에 같은 사업자번호로 가입한 뒤 다시 해 주세요.',
      money: '시험 서버의 포인트가 없어요. 팝빌의 시험 사이트에서 시험용 포인트를 받은 뒤 다시 해 주세요.',
      refused: '시험 서버가 문서를 받지 않았어요. 아래의 말을 보고 2단계를 고친 뒤 다시 해 주세요.',
      unknown: '시험 서버의 답을 받지 못했어요. 시험이라 진짜 문서는 없으니 다시 해도 돼요.',
    } as Record<string, string>,
  },
  change: {
    toReal: {
      title: '실제 발급으로 바꾸기',
      facts: [
        '연습 장부는 그대로 남아요. 실제 장부는 다른 파일이라 섞이지 않아요.',
        '바꾼 뒤에 발급하는 문서는 국세청에 가는 진짜 문서예요.',
        '장부가 닫혔다가 실제 장부로 다시 열려요.',
      ],
      run: '실제 발급으로 바꾸기',
      ask: '지금부터 진짜 문서를 발급할까요?',
      consequences: {
        hometax_api:
          '장부가 다시 열리면, 발급을 누를 때마다 국세청에 진짜 문서가 만들어져요. 잘못 발급하면 취소나 수정으로만 바로잡을 수 있어요.',
        popbill:
          '장부가 다시 열리면, 발급을 누를 때마다 국세청에 진짜 문서가 만들어지고 팝빌 포인트가 들어요. 잘못 발급하면 취소나 수정으로만 바로잡을 수 있어요.',
        hometax_file:
          '장부가 다시 열리면, 쓰는 문서는 홈택스 양식에 적혀요. 직접 올리면 진짜 문서가 되고, 잘못 올리면 취소나 수정으로만 바로잡을 수 있어요.',
      },
      stays: '연습 장부는 그대로 남고, 언제든 돌아올 수 있어요.',
      accept: '실제 발급 시작하기',
    },
    toPractice: {
      title: '연습으로 돌아가기',
      facts: [
        '실제 장부는 그대로 남아요. 연습 장부는 다른 파일이라 섞이지 않아요.',
        '연습하는 동안 발급하는 문서는 국세청에 가지 않아요.',
        '장부가 닫혔다가 연습 장부로 다시 열려요.',
      ],
      run: '연습으로 돌아가기',
      ask: '연습 장부로 돌아갈까요?',
      consequence:
        '장부가 다시 열리면, 손님에게 발급해도 국세청에 가지 않아요. 실제 장부에서 기다리던 문서는 실제 발급으로 다시 바꿀 때까지 보내지 않아요.',
      stays: '실제 장부는 그대로 남고, 언제든 다시 바꿀 수 있어요.',
      accept: '연습으로 돌아가기',
    },
    keep: '그대로 두기',
    restarting: '장부를 다시 여는 중이에요…',
    reasons: {
      unsaved: '저장하지 않은 것이 있어요. 2단계에서 저장하면 바꿀 수 있어요.',
      notFilled: '2단계의 가게와 계정을 저장하면 다음으로 갈 수 있어요.',
      stopped: '3단계에서 막힌 것을 고치고 다시 점검하면 바꿀 수 있어요.',
      notChecked: '3단계의 점검을 마치면 바꿀 수 있어요.',
    },
  },
  waits: {
    unsaved: '2단계를 저장하면 할 수 있어요.',
    notFilled: '2단계를 채우고 저장하면 할 수 있어요.',
  },
  settings: {
    title: '실제 발급 · 연습',
    practice: '지금은 연습 장부예요. 발급하는 문서는 국세청에 가지 않아요.',
    real: '지금은 실제 장부예요. 발급하는 문서는 진짜예요.',
    connect: '실제 발급 연결하기',
    look: '연결 보기 · 연습으로 돌아가기',
  },
  faults: {
    link_id_invalid: '링크아이디는 영문자, 숫자, -, _로 50자까지예요. 팝빌이 알려 준 그대로 적어 주세요.',
    secret_key_invalid: '비밀키가 아니에요. 팝빌이 알려 준 SecretKey를 처음부터 끝까지 붙여 넣어 주세요.',
    key_has_blanks: '키에 빈칸이 섞였어요. 앞뒤의 빈칸 없이 다시 붙여 넣어 주세요.',
    user_id_invalid: '담당자 아이디는 영문자와 숫자, 기호로 50자까지예요.',
    address_invalid: '쓸 수 없는 주소예요. https://로 시작하는 주소를 ? 앞까지만 적어 주세요.',
    status_key_invalid: '상태조회 키가 아니에요. 공공데이터포털의 인증키를 그대로 붙여 넣어 주세요.',
  } as Record<string, string>,
};
