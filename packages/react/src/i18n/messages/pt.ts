import { pluralOf } from './plural.ts';
import type { Messages } from './en.ts';

const plural = pluralOf('pt');
const number = (count: number) => plural(count, { other: '#' });

/** `às 12:31`, but `à 01:31` and `à 00:31`. */
const at = (time: string) => (/^0?[01]\D/.test(time) ? `à ${time}` : `às ${time}`);

const portuguese: Messages = {
  shell: {
    description: 'Veja todos os dispositivos conectados à sua conta e desconecte qualquer um deles.',
    needsJavaScript: 'Esta página precisa de JavaScript para mostrar suas sessões.',
    loadFailed: 'Uma parte desta página não foi carregada.',
    loadAgain: 'Carregar de novo',
  },
  language: 'Idioma',
  help: 'Ajuda',
  terms: 'Termos',
  skip: 'Ir para o conteúdo',
  notifications: 'Notificações',
  dismiss: 'Fechar',

  signIn: {
    title: 'Entrar',
    lead: 'Veja todos os dispositivos conectados à sua conta.',
    submit: 'Entrar',
    submitting: 'Entrando…',
    otherwise: 'É a primeira vez aqui?',
    otherwiseLink: 'Criar uma conta',
  },
  signUp: {
    title: 'Crie sua conta',
    lead: 'Você verá todos os dispositivos conectados à sua conta e poderá desconectar qualquer um deles.',
    submit: 'Criar conta',
    submitting: 'Criando sua conta…',
    otherwise: 'Já tem uma conta?',
    otherwiseLink: 'Entrar',
  },
  credentials: {
    email: 'Endereço de e-mail',
    password: 'Senha',
    passwordRule: 'Pelo menos 8 caracteres. Algumas palavras em sequência funcionam bem.',
    showPassword: 'Mostrar senha',
    hidePassword: 'Ocultar senha',
    rememberMe: 'Manter este dispositivo conectado',
    rememberMeHint: 'Para um dispositivo que só você usa.',
    emailMissing: 'Digite seu endereço de e-mail.',
    emailMalformed: 'Este endereço de e-mail não está completo. Ele deve ser como nome@example.com.',
    passwordMissing: 'Digite sua senha.',
    passwordShort: 'Use pelo menos 8 caracteres.',
    signInInstead: 'Entrar nessa conta',
    loading: 'Verificando se este navegador está conectado…',
  },

  ended: {
    logout: (when) => `Você desconectou este navegador ${when}. Ele não está mais conectado.`,
    revoked: (when, by) =>
      by === null
        ? `Este navegador foi desconectado ${when} a partir de outro dispositivo.`
        : `Este navegador foi desconectado ${when} a partir de ${by}.`,
    revoked_others: (when, by) =>
      by === null
        ? `Este navegador foi desconectado ${when}, junto com todos os outros, a partir de outro dispositivo.`
        : `Este navegador foi desconectado ${when}, junto com todos os outros, a partir de ${by}.`,
    revoked_all: (when, by) =>
      by === null
        ? `Todos os dispositivos da sua conta foram desconectados ${when}, inclusive este navegador.`
        : `Todos os dispositivos da sua conta foram desconectados ${when}, inclusive este navegador, a partir de ${by}.`,
    idle: (when) => `Este navegador foi desconectado ${when}, porque estava sem uso havia algum tempo.`,
    expired: (when, _by, limit) => `Seu acesso atingiu a ${limit} ${when}.`,
    reported: (when) =>
      `Este navegador foi desconectado ${when}: o titular da conta disse que não reconhece este acesso.`,
    superseded: (when) => `Você entrou de novo com este navegador ${when}. Isso substituiu seu acesso anterior.`,
    limit_reached: (when, by) =>
      by === null
        ? `Este navegador foi desconectado ${when}: um novo dispositivo entrou e havia dispositivos demais.`
        : `Este navegador foi desconectado ${when}: ${by} entrou e havia dispositivos demais.`,
    password_changed: (when, by) =>
      by === null
        ? `Sua senha foi alterada ${when}, e todos os outros dispositivos foram desconectados.`
        : `Sua senha foi alterada ${when}, em ${by}, e todos os outros dispositivos foram desconectados.`,
    account_disabled: (when) => `Sua conta foi desativada ${when}.`,
    account_deleted: (when) => `Sua conta foi apagada ${when}, e todos os dispositivos foram desconectados.`,
  },
  afterEnd: {
    logout: 'Entre de novo quando quiser.',
    revoked: 'Não foi você? Então outra pessoa está na sua conta. Entre e escolha uma nova senha.',
    revoked_others: 'Não foi você? Então outra pessoa está na sua conta. Entre e escolha uma nova senha.',
    revoked_all: 'Não foi você? Então outra pessoa pode estar na sua conta. Entre e escolha uma nova senha.',
    idle: 'Está tudo bem. Entre para continuar.',
    expired: 'Está tudo bem. Entre para continuar.',
    reported: 'A conta é sua e não foi você quem disse isso? Então entre e escolha uma nova senha.',
    superseded: 'Está tudo bem. Entre para continuar.',
    limit_reached:
      'Não conhece esse dispositivo? Então outra pessoa está na sua conta. Entre e escolha uma nova senha.',
    password_changed:
      'Entre com a nova senha. Outra pessoa a alterou? Então escolha “Esqueceu sua senha?” e defina uma nova.',
    account_disabled: 'Fale com quem administra este serviço.',
    account_deleted: 'Ninguém mais pode entrar nela. Você pode criar uma nova.',
  },
  timeLimit: (limit) =>
    limit === null
      ? 'duração máxima'
      : limit.unit === 'day'
        ? plural(limit.count, { one: 'duração máxima de # dia', other: 'duração máxima de # dias' })
        : plural(limit.count, { one: 'duração máxima de # hora', other: 'duração máxima de # horas' }),
  endedTitle: 'Este navegador está desconectado',
  endedSomehow: 'Este navegador não está mais conectado à sua conta.',
  afterEndSomehow: 'Entre para continuar.',
  deviceNotProvedTitle: 'Não foi possível verificar este navegador',
  chooseNewPassword: 'Entrar e alterar minha senha',
  newPasswordNext: 'Depois de entrar, você escolhe uma nova senha.',
  today: at,
  onDay: (date, time) => `em ${date} ${at(time)}`,
  justNow: 'agora mesmo',

  sessions: {
    title: 'Gerenciar sessões',
    loading: 'Carregando suas sessões…',
    thisDevice: 'Este dispositivo',
    unconfirmed: 'Novo, não confirmado',
    othersCount: (count) =>
      plural(count, { one: '# outro dispositivo conectado', other: '# outros dispositivos conectados' }),
    none: 'Só este dispositivo está conectado.',
    noneHint: 'Nenhum outro dispositivo pode usar sua conta.',
    activeNow: 'Em uso agora',
    lastUsed: (ago) => `Último uso: ${ago}`,
    signedIn: (date) => `Entrou em ${date}`,
    from: (address) => `a partir de ${address}`,
    ends: (ahead) => `Expira ${ahead}`,
    endsUnlessUsed: (ahead) => `Expira ${ahead} se ficar sem uso`,
    bound: 'Vinculada ao dispositivo: uma cópia roubada do acesso não funciona em outro lugar',
    selfNamed: (device) => `Nome escolhido pelo próprio dispositivo (${device})`,
    failed: 'Não foi possível carregar suas sessões',
    live: 'Em tempo real. As mudanças aparecem na hora',
    notLive: 'Reconectando…',
    lastChecked: (time) => `Última verificação ${at(time)}`,
    notRefreshed: 'Não foi possível atualizar',
    othersSoFar: (count) =>
      plural(count, { one: '# outro dispositivo até agora…', other: '# outros dispositivos até agora…' }),
    othersShown: (shown, all) => `Outros dispositivos mostrados: ${number(shown)} de ${number(all)}`,
    notAll: 'Não foi possível carregar todas as suas sessões.',
    appeared: (device) => `${device} acabou de entrar`,
    appearedMany: (count) =>
      plural(count, { one: '# dispositivo acabou de entrar', other: '# dispositivos acabaram de entrar' }),
  },
  deviceList: {
    title: 'Seus dispositivos',
    signedInTo: (email) => `Conectados a ${email}`,
    detailsOf: (device) => `Detalhes de ${device}`,
    used: (ago) => ago,
    elsewhere: (signIn, lastUse) => `Entrou: ${signIn}; último uso: ${lastUse}`,
    remembered: 'Continua conectado quando o navegador fecha',
    rename: 'Renomear',
    filter: 'Filtrar',
    order: 'Ordem',
    orders: {
      toCheck: 'Primeiro os que precisam de atenção',
      lastUsed: 'Primeiro os usados há pouco',
      signedIn: 'Primeiro os mais novos',
    },
    toCheck: (count) => plural(count, { one: '# dispositivo para verificar', other: '# dispositivos para verificar' }),
    onlyInCountry: (country) => `Único dispositivo: ${country}`,
    usedOnce: 'Usado uma vez',
    why: {
      unconfirmed:
        'Você ainda não disse se foi você quem entrou aqui. Responda em um dispositivo que você já usava antes ou pelo nosso e-mail. Não foi você? Então desconecte-o.',
      newCountry: (country) => `O último uso foi de um país novo na sua conta: ${country}.`,
      onlyInCountry: (country) =>
        `${country}: nenhum outro dispositivo seu está lá. O que você está usando agora está em outro país.`,
      usedOnce: 'Foi usado só no dia em que entrou, e não depois.',
    },
    somethingWrong: 'Algo errado?',
    somethingWrongLead: 'Vê um dispositivo que não é seu? Desconecte-o e depois altere sua senha.',
    recentEvents: 'O que aconteceu por último',
    mapOfLastUse: 'O mapa mostra onde cada dispositivo foi usado pela última vez.',
  },
  locations: {
    title: 'Onde estão seus dispositivos',
    inCountry: (country) => `provavelmente ${country}`,
    privately: 'Sua rede local',
    unknown: 'País desconhecido',
    devices: (country, count) =>
      plural(count, { one: `${country}: # dispositivo`, other: `${country}: # dispositivos` }),
    devicesPrivately: (count) =>
      plural(count, { one: 'Na sua rede local: # dispositivo', other: 'Na sua rede local: # dispositivos' }),
    devicesUnknown: (count) =>
      plural(count, { one: 'País desconhecido: # dispositivo', other: 'País desconhecido: # dispositivos' }),
    credit:
      'Os países são estimados pelos endereços IP e podem estar errados. Nenhum outro serviço foi consultado. Dados: Number Resource Organization (nro.net, CC BY 4.0), IPtoASN, Natural Earth.',
  },
  activity: {
    used: (count, days) => `Dias de uso: ${number(count)} dos últimos ${number(days)}`,
    usedSince: (count, days) =>
      plural(days, { one: 'Entrou hoje', other: `Dias de uso: ${number(count)} dos # desde que entrou` }),
    eachIsADay: 'Cada linha é um dia em UTC, e a última é hoje',
  },
  signInMethods: {
    with: (methods) => `Acesso com ${methods}`,
    brief: (methods) => `com ${methods}`,
    by: (application) =>
      application === null ? 'Acesso pela página do aplicativo' : `Acesso pela página de ${application}`,
    steppedUp: (device) => `Foi confirmado em ${device} que era você`,
    kinds: {
      password: 'senha',
      passkey: 'passkey',
      one_time_code: 'código de uso único',
      text_message: 'código por SMS',
      phone_call: 'ligação telefônica',
      email_link: 'link por e-mail',
      device: 'credencial do dispositivo',
      smart_card: 'cartão inteligente',
      fingerprint: 'impressão digital',
      face: 'reconhecimento facial',
      eye: 'leitura dos olhos',
      voice: 'voz',
      pin: 'PIN',
      question: 'pergunta de segurança',
      single_sign_on: 'acesso único',
      windows: 'Windows',
      several: 'vários fatores',
    },
  },
  application: {
    at: (name) => (name === null ? 'no aplicativo' : `em ${name}`),
    signIn: (where) => `Entrar ${where}`,
    signInLead: (where) => `Você entra ${where} e volta para cá.`,
    signInUnknown: 'Você entra pela página do aplicativo. Entre por lá e depois volte para esta página.',
    afterEnd:
      'Não foi você? Então talvez outra pessoa esteja na sua conta. Entre, veja seus dispositivos e mude a forma como você entra.',
    confirm: (where) => `Confirmar ${where}`,
    confirmHint: (where) =>
      `Você confirma ${where} que é você e volta para cá. Durante cinco minutos não perguntaremos de novo.`,
    cannotConfirm: (where) =>
      `Os outros dispositivos não podem ser desconectados aqui, porque ninguém pode confirmar ${where} que é você. Fale com os responsáveis.`,
    confirmed: 'Está confirmado que é você',
    notConfirmed: 'Não foi confirmado que é você',
    nothingChanged: 'Nenhum dispositivo foi desconectado.',
    consequence:
      'Ele é desconectado na hora e só poderá usar sua conta depois de um novo acesso. Isso não pode ser desfeito.',
    somethingWrongLead: (where) =>
      `Você vê um dispositivo que não é seu? Desconecte-o e depois mude ${where} a forma como você entra.`,
    unknownHint: 'Desconectar e depois ver o que fazer.',
    secure: 'Proteja sua conta',
    advice: (where) =>
      `Esse dispositivo não pode fazer mais nada. Mas quem o usou talvez saiba como você entra: mude isso ${where}.`,
    historyLead: (where) =>
      `O que aconteceu na sua conta, do mais recente ao mais antigo. Viu algo que não foi você? Desconecte esse dispositivo e mude ${where} a forma como você entra.`,
    signInFailed: (device) => `Tentativa de entrar sem sucesso, a partir de ${device}`,
    failedAttempts: (count) => plural(count, { one: '# tentativa sem sucesso', other: '# tentativas sem sucesso' }),
    account: (where) => `Sua conta ${where}`,
    emailHint: (where) => `Os e-mails sobre novos dispositivos vão para este endereço. Você o muda ${where}.`,
  },
  filters: {
    search: 'Pesquisar nas suas sessões',
    searchHint: 'Nome, programa ou endereço',
    legend: 'Filtros',
    clear: 'Mostrar tudo de novo',
    group: 'Agrupar dispositivos semelhantes',
    none: 'Nenhum resultado.',
    noneHint: 'Tente menos palavras ou outros filtros.',
    facets: {
      unused: 'Último uso',
      country: 'País',
      kind: 'Tipo de dispositivo',
      software: 'Navegador ou programa',
      binding: 'Vinculada a um dispositivo',
    },
    any: {
      unused: 'Usados em qualquer momento',
      country: 'Qualquer país',
      kind: 'Qualquer tipo',
      software: 'Qualquer navegador ou programa',
      binding: 'Vinculada ou não',
    },
    option: (name, count) => `${name} (${number(count)})`,
    unused: (days) => plural(days, { one: 'Sem uso há # dia', other: 'Sem uso há # dias' }),
    bound: 'Vinculada a um dispositivo',
    unbound: 'Não vinculada a um dispositivo',
    kinds: {
      desktop: 'Computadores',
      phone: 'Celulares',
      tablet: 'Tablets',
      tv: 'TVs',
      console: 'Consoles de jogos',
      wearable: 'Relógios e óculos de RV',
      program: 'Programas',
      unknown: 'Dispositivos desconhecidos',
    },
    groupSize: (count) => plural(count, { one: '# sessão', other: '# sessões' }),
    open: 'Mostrar todas',
    openOf: (device, count) => `Mostrar todas as ${number(count)} sessões de ${device}`,
    close: 'Mostrar uma',
    closeOf: (device) => `Mostrar uma linha para todas as sessões de ${device}`,
    endAll: (count) => `Desconectar as ${number(count)}`,
    endAllOf: (device, count) => `Desconectar as ${number(count)} sessões de ${device}`,
    printed: 'Esta impressão mostra uma parte de uma lista longa. Pesquise ou filtre para imprimir o que você precisa.',
  },
  selection: {
    select: (device) => `Selecionar ${device}`,
    selectGroup: (device, count) => `Selecionar todas as ${number(count)} sessões de ${device}`,
    all: (count) => plural(count, { one: 'Selecionar o que aparece', other: 'Selecionar os # que aparecem' }),
    title: 'Sessões selecionadas',
    count: (count) => plural(count, { one: '# selecionado', other: '# selecionados' }),
    clear: 'Limpar',
    clearOf: 'Limpar a seleção',
  },
  loading: {
    notSignedOut: 'Este navegador continua conectado.',
    retry: 'Tentar de novo',
    retrying: 'Tentando de novo…',
  },
  history: {
    title: 'Histórico',
    hint: 'Acessos, tentativas que falharam e como cada dispositivo foi desconectado.',
    open: 'Abrir histórico',
    back: 'Voltar às suas sessões',
    lead: 'O que aconteceu na sua conta, do mais recente ao mais antigo. Viu algo que não foi você? Desconecte esse dispositivo e altere sua senha.',
    loading: 'Carregando seu histórico…',
    failed: 'Não foi possível carregar seu histórico',
    none: 'Nada parecido aconteceu.',
    older: 'Mostrar anteriores',
    loadingOlder: 'Carregando…',
    olderFailed: 'Não foi possível carregar os registros anteriores. Tente de novo.',
    wrongPasswords: (count) => plural(count, { one: '# senha incorreta', other: '# senhas incorretas' }),
    wrongFrom: (passwords, device) => `${passwords} de ${device}`,
    wrongOn: (passwords, device) => `${passwords} em ${device}`,
    ofDevice: 'Histórico deste dispositivo',
    onlyDevice: (device) => `Só ${device}`,
    signedInFrom: (address) => `acesso a partir de ${address}`,
    allDevices: 'Mostrar todos os dispositivos',
    filterBy: 'O que mostrar',
    filters: {
      everything: 'Tudo',
      signIns: 'Acessos',
      failures: 'Falhas',
      ends: 'Desconexões',
      changes: 'Alterações',
    },
    events: {
      signed_in: (device) => `${device} entrou na conta`,
      sign_in_failed: (device) => `Tentativa de entrar com senha incorreta a partir de ${device}`,
      stepped_up: (device) => `A senha foi confirmada em ${device}`,
      step_up_failed: (device) => `Uma senha incorreta foi digitada em ${device}`,
      password_changed: (device) => `A senha foi alterada em ${device}`,
      password_reset_requested: (device) => `Uma nova senha foi pedida em ${device}`,
      password_reset: (device) => `Uma nova senha foi definida pelo link de um e-mail, em ${device}`,
      email_verified: (device) => `O endereço de e-mail foi confirmado em ${device}`,
      device_renamed: (name) =>
        name === null ? 'O nome de um dispositivo foi removido' : `Um dispositivo recebeu o nome ${name}`,
      idle_limit_changed: (device) =>
        `O tempo após o qual dispositivos sem uso são desconectados foi alterado em ${device}`,
      alert_confirmed: (device, by) =>
        by === null ? `Você confirmou que era você: ${device}` : `Foi confirmado em ${by} que era você: ${device}`,
      alert_reopened: (device) => `A resposta “fui eu” sobre ${device} foi desfeita`,
      alert_denied: (device) => `Você avisou que não era você: ${device}`,
      ended: (device) => `O dispositivo ${device} foi desconectado`,
    },
    ends: {
      logout: (device) => `${device} se desconectou`,
      revoked: (device, by) =>
        by === null
          ? `O dispositivo ${device} foi desconectado a partir de outro dispositivo`
          : `O dispositivo ${device} foi desconectado a partir de ${by}`,
      revoked_others: (device, by) =>
        by === null
          ? `O dispositivo ${device} foi desconectado junto com todos os outros`
          : `O dispositivo ${device} foi desconectado a partir de ${by}, junto com todos os outros`,
      revoked_all: (device) => `O dispositivo ${device} foi desconectado junto com todos os dispositivos`,
      reported: (device, by) =>
        by === null
          ? `O dispositivo ${device} foi desconectado, porque não era você`
          : `O dispositivo ${device} foi desconectado a partir de ${by}, porque não era você`,
      idle: (device) => `O dispositivo ${device} foi desconectado, porque estava sem uso havia algum tempo`,
      expired: (device, _by, limit) => `O dispositivo ${device} foi desconectado, porque o acesso atingiu a ${limit}`,
      superseded: (device) => `${device} entrou de novo, o que substituiu o acesso anterior`,
      limit_reached: (device) => `O dispositivo ${device} foi desconectado para dar lugar a um novo`,
      password_changed: (device) => `O dispositivo ${device} foi desconectado quando a senha foi alterada`,
      account_disabled: (device) => `O dispositivo ${device} foi desconectado quando a conta foi desativada`,
      account_deleted: (device) => `O dispositivo ${device} foi desconectado quando a conta foi apagada`,
    },
  },
  device: {
    inSentence: (name) => `“${name}”`,
    quoted: (name) => `“${name}”`,
    unknownBrowser: 'Navegador desconhecido',
    unknownSystem: 'sistema desconhecido',
    on: (software, system) => `${software} em ${system}`,
  },
  ending: {
    unknown: (count) => plural(count, { one: 'Não reconheço', other: 'Não reconheço estes' }),
    unknownHint: 'Desconectar e escolher aqui uma nova senha.',
    proofHint: 'Para que só você possa fazer isso. Não será pedida de novo por cinco minutos.',
    goneHint: 'Enquanto isso, ele foi desconectado.',
    close: 'Fechar',
  },
  logout: {
    action: 'Desconectar',
    pending: 'Desconectando…',
    of: (device) => `Desconectar ${device}`,
    pendingOf: (device) => `Desconectando ${device}…`,
    failed: 'Não foi possível desconectar',
  },
  revoke: {
    question: (device) => `Desconectar ${device}?`,
    consequence:
      'O dispositivo é desconectado na hora e só poderá usar sua conta de novo depois de entrar com a sua senha. Isso não pode ser desfeito.',
    consequenceForProgram:
      'O programa é desconectado na hora e para de funcionar até que alguém o conecte de novo. Isso não pode ser desfeito.',
    cancel: 'Manter conectado',
    done: (device) => `Você desconectou ${device}`,
    failed: (device) => `Não foi possível desconectar ${device}`,
    gone: (device) => `O dispositivo ${device} já estava desconectado`,
  },
  revokeOthers: {
    action: 'Desconectar os outros',
    question: (count) =>
      plural(count, { one: 'Desconectar o outro dispositivo?', other: 'Desconectar # outros dispositivos?' }),
    consequence:
      'Eles são desconectados na hora e terão de entrar de novo. Isso não pode ser desfeito. Este dispositivo continua conectado.',
    confirm: (count) => plural(count, { one: 'Desconectar # dispositivo', other: 'Desconectar # dispositivos' }),
    cancel: 'Manter conectados',
    done: (count) => plural(count, { one: 'Você desconectou # dispositivo', other: 'Você desconectou # dispositivos' }),
    failed: 'Não foi possível desconectar os outros dispositivos',
  },
  revokeMany: {
    visible: (count) => plural(count, { one: 'Desconectar o que aparece', other: 'Desconectar os # que aparecem' }),
    question: (count) => plural(count, { one: 'Desconectar # dispositivo?', other: 'Desconectar # dispositivos?' }),
    consequence:
      'Só estes dispositivos são desconectados, na hora. Um dispositivo que entrar nesse meio-tempo continua conectado. Isso não pode ser desfeito.',
    list: 'Dispositivos que serão desconectados',
    gone: (names, count) =>
      `${plural(count, { one: 'Já estava desconectado', other: 'Já estavam desconectados' })}: ${names}.`,
    more: (count) => `mais ${number(count)}`,
    failed: (count) =>
      plural(count, {
        one: 'Não foi possível desconectar # dispositivo',
        other: 'Não foi possível desconectar # dispositivos',
      }),
  },
  rename: {
    of: (device) => `Renomear ${device}`,
    hint: 'Só você vê este nome. Os detalhes do dispositivo continuam logo abaixo.',
    name: 'Nome',
    nameRule: 'Até 60 caracteres. Deixe vazio para remover o nome.',
    submit: 'Salvar nome',
    done: (name) => `Novo nome: ${name}`,
    removed: (name) => `Nome removido: ${name}`,
    undo: 'Desfazer',
    failed: (device) => `Não foi possível renomear ${device}`,
  },

  alerts: {
    title: 'Foi você?',
    lead: (count) =>
      plural(count, {
        one: 'Um dispositivo novo entrou na sua conta.',
        other: '# dispositivos novos entraram na sua conta.',
      }),
    announced: (device) => `Um dispositivo novo entrou na sua conta: ${device}. Foi você?`,
    more: (count) => `E mais ${number(count)}, depois de responder sobre estes.`,
    signedIn: (ago, when) => `Entrou ${ago}, ${when}`,
    newCountry: 'País novo',
    isGone: 'Já desconectado',
    yes: 'Sim, fui eu',
    yesOf: (device) => `Sim, fui eu: ${device}`,
    no: 'Não, desconectar',
    noGone: 'Não, não fui eu',
    noOf: (device) => `Não, desconectar: ${device}`,
    noGoneOf: (device) => `Não, não fui eu: ${device}`,
    confirmed: (device) => `Agradecemos. ${device} é um dispositivo seu`,
    undone: (device) => `Desfeito. Vamos perguntar de novo sobre ${device}`,
    undoFailed: (device) => `Não foi possível desfazer sua resposta sobre ${device}`,
    failed: (device) => `Não foi possível salvar sua resposta sobre ${device}`,
    gone: (device) => `A pergunta sobre ${device} já tinha sido respondida`,
    denied: {
      title: (device) => `Você desconectou ${device}`,
      titleGone: (device) => `O dispositivo ${device} já estava desconectado`,
      done: (time) => `O dispositivo foi desconectado ${at(time)} e não pode mais usar a sua conta.`,
      doneGone: 'Não está conectado e não pode usar a sua conta.',
      advice:
        'Esse dispositivo não pode fazer mais nada. Mas a pessoa que o usou sabia sua senha: escolha uma nova. Isso também desconecta todos os outros dispositivos.',
      later: 'Agora não',
    },
  },
  newDevice: {
    title: 'Foi você?',
    lead: (email) => `Um dispositivo novo entrou na conta ${email}. Nada foi alterado ainda. Você decide aqui.`,
    leadOfMany: (email) =>
      `Houve acessos à conta ${email} de dispositivos ou países novos para ela. Nada foi alterado ainda. Você decide aqui.`,
    yes: 'Sim, fui eu',
    no: 'Não, desconectar o dispositivo',
    noGone: 'Não, não fui eu',
    none: 'Nenhum destes fui eu',
    saidYesOn: (device, when) => `Alguém respondeu “fui eu” em ${device}, ${when}. Aqui você ainda pode dizer que não.`,
    saidYes: (when) => `Alguém respondeu “fui eu” ${when}, pelo link de um e-mail. Aqui você ainda pode dizer que não.`,
    isConfirmed: 'Foi você',
    isDenied: 'Não foi você. O dispositivo foi desconectado',
    confirmed: {
      title: 'Agradecemos. Foi você',
      lead: 'O dispositivo continua conectado, e não há mais nada a fazer. Você pode fechar esta página.',
      undo: 'Desfazer: pergunte de novo',
    },
    denied: {
      title: 'O dispositivo foi desconectado',
      titleGone: 'Agradecemos o aviso',
      done: (time) => `Foi desconectado ${at(time)} e não pode mais usar a sua conta.`,
      doneGone: 'O dispositivo já estava desconectado e não pode usar a sua conta.',
      advice:
        'Você fez a coisa certa. Mais um passo: a pessoa que usou o dispositivo sabia sua senha, então escolha uma nova. Isso também desconecta todos os outros dispositivos.',
      signIn: 'Entrar para alterar a senha',
      sessions: 'Ver suas sessões',
    },
    unusable: {
      reasons:
        'Um link funciona por sete dias. Ele deixa de funcionar depois que você responde que não, ou que sim após confirmar que é você, e quando um e-mail mais novo sobre o mesmo acesso foi enviado. Se o link chegou cortado, abra-o de novo a partir do e-mail.',
      advice:
        'Abri-lo não alterou nada, e uma resposta dada antes continua valendo. Na página das suas sessões, você sempre pode ver quais dispositivos estão conectados e desconectar qualquer um deles.',
    },
  },
  recovery: {
    link: 'Esqueceu sua senha?',
    title: 'Esqueceu sua senha?',
    lead: 'Digite o endereço de e-mail da sua conta. Enviamos um link para lá, e por ele você escolhe uma nova senha.',
    submit: 'Enviar o link',
    submitting: 'Enviando o link…',
    back: 'Voltar para entrar',
    ask: 'Pedir um novo link',
    sent: {
      title: 'Veja seu e-mail',
      lead: (email) =>
        `Se houver uma conta com ${email}, um e-mail com um link está a caminho. O link funciona por 30 minutos.`,
      hint: 'Nada depois de alguns minutos? Veja a pasta de spam e confira o endereço.',
      again: 'Digitar o endereço de novo',
    },
    choose: {
      title: 'Escolha uma nova senha',
      lead: (email) => `Para a conta ${email}. Todos os dispositivos são desconectados, e você entra com a nova senha.`,
      submit: 'Definir a nova senha',
      submitting: 'Definindo a nova senha…',
    },
    done: {
      title: 'Sua nova senha está definida',
      lead: 'Todos os dispositivos foram desconectados. Entre com a nova senha para continuar.',
    },
  },
  mailLink: {
    loading: 'Verificando seu link…',
    failed: 'Não foi possível verificar seu link',
    sessions: 'Ir para suas sessões',
    unusable: {
      title: 'Este link já foi usado ou expirou',
      reasons:
        'Um link funciona uma só vez e por tempo limitado, e deixa de funcionar quando um e-mail mais novo foi enviado. Se o link chegou cortado, abra-o de novo a partir do e-mail.',
    },
  },
  verification: {
    title: 'Este endereço de e-mail é seu?',
    lead: (email) => `Uma conta usa o endereço ${email}. Nada foi alterado ainda. Você decide aqui.`,
    yes: 'Sim, confirmar meu endereço',
    notMine: 'Esta conta não é minha',
    advice:
      'Abri-lo não alterou nada. Na página das suas sessões, em Conta, você vê se o seu endereço está confirmado e pode pedir o e-mail de novo.',
    done: {
      title: 'Seu endereço está confirmado',
      lead: 'Se você esquecer a senha, um e-mail para este endereço permite entrar de novo.',
    },
  },
  notMine: {
    title: 'Esta conta não é sua?',
    lead: (email) =>
      `Uma conta usa o seu endereço ${email}. Nada foi alterado ainda. Se não foi você que a abriu, pode pedir que seja removida.`,
    consequence:
      'A conta é removida com tudo o que há nela, e todos os que a usam são desconectados. Isso não pode ser desfeito. Depois, você pode abrir a sua própria conta com este endereço.',
    confirm: 'Remover esta conta',
    keep: 'Deixar como está',
    gone: 'Abri-lo não alterou nada. Talvez a conta já tenha sido removida, ou o dono dela confirmou o endereço.',
    done: { title: 'A conta foi removida', lead: (email) => `Nenhuma conta usa mais ${email} aqui.` },
  },
  emailAddress: {
    title: 'Endereço de e-mail',
    verified: 'Confirmado. Se você esquecer a senha, um e-mail permite entrar de novo.',
    unverified:
      'Ainda não confirmado. Abra o link no nosso e-mail, para que ninguém mais possa reivindicar o endereço.',
    again: 'Enviar o e-mail de novo',
    sent: 'Um e-mail está a caminho',
    sentHint: 'O link nele confirma o seu endereço.',
    failed: 'Não foi possível enviar o e-mail de novo',
  },
  account: { title: 'Conta' },
  idleLimit: {
    title: 'Desconectar dispositivos sem uso',
    lead: 'Um dispositivo que não é usado durante esse tempo é desconectado automaticamente.',
    after: (span) => `Após ${span}`,
    default: (span) => `Após ${span} (padrão)`,
    question: (count) =>
      plural(count, { one: 'Desconectar # dispositivo sem uso?', other: 'Desconectar # dispositivos sem uso?' }),
    consequence: (span) =>
      `A partir de agora, um dispositivo é desconectado após ${span} sem uso. Os que estão sem uso há mais tempo são desconectados na hora.`,
    confirm: (count) => plural(count, { one: 'Desconectar # dispositivo', other: 'Desconectar # dispositivos' }),
    cancel: 'Deixar como estava',
    done: (span) => `Dispositivos sem uso são desconectados após ${span}`,
    ended: (count) =>
      plural(count, {
        one: '# dispositivo acabou de ser desconectado',
        other: '# dispositivos acabaram de ser desconectados',
      }),
    failed: 'Não foi possível alterar o tempo após o qual dispositivos sem uso são desconectados',
  },
  changePassword: {
    title: 'Senha',
    lead: 'Uma nova senha desconecta todos os outros dispositivos.',
    action: 'Alterar senha',
    question: 'Escolha uma nova senha',
    consequence:
      'Todos os outros dispositivos são desconectados na hora e vão precisar da nova senha. Este dispositivo continua conectado.',
    current: 'Senha atual',
    password: 'Nova senha',
    submit: 'Alterar senha',
    submitting: 'Alterando sua senha…',
    done: 'Sua senha foi alterada',
    doneHint: 'Todos os outros dispositivos foram desconectados.',
  },
  stepUp: {
    question: 'Confirme que é você',
    reason: 'Digite sua senha para continuar. Nos próximos cinco minutos, ela não será pedida de novo.',
    submit: 'Continuar',
    submitting: 'Verificando sua senha…',
  },
  cancel: 'Cancelar',

  crashed: {
    title: 'Esta página parou de funcionar',
    lead: 'Algo deu errado nesta página. Sua conta e seus dispositivos não mudaram. Recarregue a página para continuar.',
    reload: 'Recarregar',
  },
  notFound: {
    title: 'Página não encontrada',
    lead: 'Não há nenhuma página neste endereço. O link pode estar incompleto ou desatualizado.',
    home: 'Ir para suas sessões',
  },

  errors: {
    unreachable: 'O servidor não respondeu. Verifique sua conexão e tente de novo.',
    busy: 'Há solicitações demais em espera neste momento. Tente de novo em breve.',
    service_unavailable: 'O servidor está indisponível por um momento. Tente de novo em breve.',
    internal_error: 'Algo deu errado do nosso lado. Tente de novo daqui a pouco.',
    email_taken: 'Este endereço de e-mail já tem uma conta.',
    sign_up_closed: 'Só quem administra este serviço pode criar contas. Peça uma a essa pessoa.',
    step_up_unavailable: 'Ninguém pode confirmar aqui que é você. Fale com os responsáveis por este serviço.',
    sign_in_elsewhere: 'Entre na página do aplicativo. Aqui não há senha.',
    credentials_incorrect: 'O endereço de e-mail ou a senha estão incorretos. Verifique os dois e tente de novo.',
    account_disabled: 'Esta conta está desativada. Fale com quem administra este serviço.',
    session_limit_reached: 'Há dispositivos demais conectados a esta conta. Desconecte um deles e tente de novo.',
    password_incorrect: 'A senha está incorreta. Verifique-a e tente de novo.',
    step_up_required: 'Confirme primeiro que é você e depois tente de novo.',
    too_many_streams:
      'Há páginas demais abertas com esta conta ou nesta rede. Feche outras abas e tente de novo mais tarde.',
    rate_limited: 'Houve tentativas demais. Tente de novo mais tarde.',
    token_not_provided: 'Este navegador não está conectado. Entre e tente de novo.',
    token_incorrect: 'Este navegador não está mais conectado. Entre e tente de novo.',
    device_not_proved:
      'Não conseguimos verificar se este é o navegador em que você entrou. Tente de novo em instantes ou entre outra vez.',
    alert_not_found: 'A pergunta já foi respondida ou é antiga demais.',
    alert_link_unusable: 'Este link já foi usado ou expirou. Em vez disso, veja suas sessões.',
    account_link_unusable: 'Este link já foi usado ou expirou. Peça um novo.',
    device_not_found: 'Este não é mais um dos seus dispositivos.',
    session_token_not_found: 'Este dispositivo não está mais na sua lista.',
    session_token_incorrect: 'Este navegador entrou de novo nesse meio-tempo. Recarregue a página e tente de novo.',
    validation_failed: 'Algo no formulário não está certo. Verifique o que você digitou.',
    json_malformed: 'Algo deu errado entre esta página e o servidor. Recarregue a página.',
    request_malformed: 'Algo deu errado entre esta página e o servidor. Recarregue a página.',
    media_type_unsupported: 'Algo deu errado entre esta página e o servidor. Recarregue a página.',
    body_too_large: 'É texto demais. Encurte o que você digitou.',
    headers_too_large: 'Este navegador guardou cookies demais desta página. Apague-os e entre de novo.',
    request_timed_out: 'A conexão estava lenta demais. Tente de novo.',
    cross_site_refused:
      'Esta página foi aberta em um endereço que o servidor não conhece. Abra-a no endereço habitual.',
    route_not_found: 'Esta página está desatualizada. Recarregue-a.',
    method_not_allowed: 'Esta página está desatualizada. Recarregue-a.',
  },
  rateLimitedUntil: (ahead) => `Houve tentativas demais. Tente de novo ${ahead}.`,
};

export default portuguese;
