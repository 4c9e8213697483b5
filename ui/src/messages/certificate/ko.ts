/** The sentences of 인증서, fetched with 설정. Each says what is wrong and what to do. */
const day = (date: string) => {
  const [year, month, of] = date.slice(0, 10).split('-').map(Number);
  return `${year}년\u00a0${month}월\u00a0${of}일`;
};

export const ko = {
  title: '인증서',
  intro:
    '공동인증서를 등록해 두면 홈택스 연계로 발급할 때 접속하고 서명하는 데 써요. 실제 발급에만 쓰고 연습에는 쓰지 않아요.',
  none: '등록한 인증서가 없어요.',
  owner: '이름',
  issuer: '발급 기관',
  usage: '용도',
  until: '만료일',
  place: '위치',
  day,
  usages: {
    business: '사업자 범용',
    tax_invoice: '전자세금용',
    person: '개인 범용',
    bank_business: '사업자 은행·보험용',
    bank_person: '개인 은행·보험용',
    other: '용도 확인 안 됨',
  } as Record<string, string>,
  states: {
    not_yet: () => '아직 쓸 수 없음',
    valid: (days: number) => `${days}일 남음`,
    soon: (days: number) => (days === 0 ? '오늘 만료' : `${days}일 남음`),
    expired: () => '만료됨',
    gone: () => '파일이 없음',
  },
  notices: {
    not_yet: () => '아직 사용 기간이 시작되지 않은 인증서예요.',
    valid: () => '',
    soon: (days: number) =>
      days === 0
        ? '인증서가 오늘 만료돼요. 지금 갱신해 주세요.'
        : `인증서가 ${days}일 뒤 만료돼요. 미리 갱신해 주세요.`,
    expired: () => '만료된 인증서예요. 갱신하거나 새로 발급받아 다시 등록해 주세요.',
    gone: () => '저장해 둔 인증서 파일이 없어졌어요. 인증서를 다시 등록해 주세요.',
  },
  find: '인증서 찾기',
  finding: '찾는 중이에요…',
  replace: '다른 인증서로 바꾸기',
  remove: '제거',
  removeAsk: '정말 제거할까요? 홈택스 연계로는 발급하지 못하게 돼요. 원래 있던 곳의 인증서는 그대로예요.',
  keep: '그대로 두기',
  removed: '인증서를 제거했어요.',
  added: '인증서를 등록했어요.',
  list: '찾은 인증서',
  listHint: '↑↓로 고르고 Enter를 누르세요.',
  elsewhere: '다른 폴더에서 찾기',
  nothingFound: '늘 있는 곳과 USB에는 인증서가 없어요. 다른 폴더에서 찾아 주세요.',
  cutShort: '폴더가 커서 다 찾아보지 못했어요. 인증서가 있는 폴더를 골라 주세요.',
  lockedName: '잠긴 파일 (비밀번호를 넣으면 보여요)',
  unknownName: '읽을 수 없는 인증서',
  rowStates: { valid: '쓸 수 있음', soon: '곧 만료', locked: '비밀번호 필요' } as Record<string, string>,
  rowBad: '쓸 수 없음',
  password: '인증서 비밀번호',
  passwordHint: '이 컴퓨터의 장부 폴더에만 두고 밖으로 보내지 않아요',
  add: '등록',
  adding: '여는 중이에요…',
  cancel: '닫기',
  nothingStored: '저장한 것은 없어요.',
  problemAnyhow: (_day: string) => '이 인증서는 쓸 수 없어요.',
  problems: {
    no_files: () => '이곳에는 인증서가 없어요. signCert.der와 signPri.key가 든 폴더나 .pfx 파일을 골라 주세요.',
    certificate_missing: () => '인증서 파일이 없어요. 인증서 폴더 전체를 다시 복사해 주세요.',
    key_missing: () => '개인키 파일(signPri.key)이 없어요. 인증서 폴더 전체를 다시 복사해 주세요.',
    too_large: () => '인증서라고 하기에는 파일이 너무 커요. 읽지 않았어요.',
    unreadable: () => '파일을 읽지 못했어요. USB가 꽂혀 있는지, 열 권한이 있는지 확인해 주세요.',
    not_a_certificate: () => '인증서 파일이 아니에요.',
    truncated: () => '파일이 중간에 잘렸어요. 원래 있던 곳에서 다시 복사해 주세요.',
    damaged: () => '파일이 손상됐거나 다른 종류의 파일이에요. 다시 복사하거나 재발급받아 주세요.',
    unknown_encryption: () => '알 수 없는 방식으로 잠겨 있어요. 인증서를 PFX로 내보내서 다시 골라 주세요.',
    too_much_work: () => '여는 데 지나치게 오래 걸리도록 만들어진 파일이라 열지 않았어요.',
    wrong_password: () => '비밀번호가 맞지 않아요. 맞게 입력했다면 파일이 손상됐을 수 있어요.',
    no_key: () => '이 파일에는 개인키가 없어요. 개인키까지 함께 내보내 주세요.',
    no_certificate: () => '이 파일에는 인증서가 없어요.',
    unsupported_key: () => '이 인증서의 키는 쓸 수 없어요. RSA 2048비트 이상인 인증서가 필요해요.',
    key_does_not_match: () => '개인키가 이 인증서의 것이 아니에요. 같은 폴더에 있던 두 파일인지 확인해 주세요.',
    no_r: () =>
      '개인키에 본인 확인 값(R)이 없어 누구의 인증서인지 확인할 수 없어요. 은행이나 인증기관 프로그램에서 다시 내보내 주세요.',
    no_vid: () => '인증서에 본인 확인 정보(VID)가 없어 우리 가게 것인지 확인할 수 없어요.',
    foreign: () => '다른 사업자의 인증서예요. 우리 가게 사업자등록번호로 발급된 인증서를 골라 주세요.',
    expired: (since) => `${since || '이미'}${since && '에'} 만료된 인증서예요. 갱신하거나 새로 발급받아 주세요.`,
    not_yet_valid: (from) =>
      from ? `${from}부터 쓸 수 있는 인증서예요.` : '아직 사용 기간이 시작되지 않은 인증서예요.',
    not_for_tax_invoices: () =>
      '이 인증서로는 세금계산서를 발급할 수 없어요. 사업자 범용이나 전자세금용 인증서가 필요해요.',
    not_signed: () => '서명하지 못했어요. 다시 시도해 주세요.',
  } as Record<string, (day: string) => string>,
};
