import type { Messages } from './en.ts';

const portuguese: Messages = {
  locale: 'pt',
  direction: 'ltr',

  subject: (what) => `Novo acesso: ${what}`,
  lead: 'Um dispositivo novo entrou na sua conta.',
  subjectOfCountry: (what) => `Acesso de um país novo: ${what}`,
  leadOfCountry: 'Alguém entrou na sua conta de um país que é novo para ela.',
  subjectOfMany: (count) => `Novos acessos à sua conta: ${count}`,
  leadOfMany: 'Houve acessos de dispositivos ou países novos para a sua conta:',
  facts: { device: 'Dispositivo', how: 'Como', when: 'Quando', where: 'Onde', address: 'Endereço', account: 'Conta' },
  fact: (name, value) => `${name}: ${value}`,

  device: {
    unknownBrowser: 'Navegador desconhecido',
    unknownSystem: 'sistema desconhecido',
    on: (software, system) => `${software} em ${system}`,
    quoted: (name) => `“${name}”`,
    selfNamed: (name, device) => `${name}, ${device}`,
  },
  signInMethods: {
    by: (application) =>
      application === null ? 'a página de acesso do aplicativo' : `a página de acesso de ${application}`,
    kinds: {
      password: 'sua senha',
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
  location: {
    inCountry: (country) => `provavelmente ${country}`,
    privately: 'Sua rede local',
    unknown: 'País desconhecido',
  },
  addressUnknown: 'desconhecido',

  question: 'Foi você?',
  yes: 'Sim?',
  afterYes: 'Então não é preciso fazer nada.',
  no: 'Não, ou está em dúvida?',
  afterNo:
    'Abra o link. Ele mostra o que aconteceu, e ali você pode desconectar esse dispositivo na hora. Não é preciso entrar na conta.',
  afterNoOfMany:
    'Abra o link. Ele mostra cada um destes acessos, e ali você pode desconectar esses dispositivos na hora. Não é preciso entrar na conta.',
  action: 'Ver este acesso',
  actionOfMany: 'Ver estes acessos',
  link: (until) =>
    `O link funciona até ${until}, também para trocar um sim por um não. Abri-lo não altera nada: você decide na página. Não encaminhe este e-mail: quem tem o link pode responder por você.`,

  sender: (name) => `Enviado por ${name} ao endereço da sua conta.`,
  help: 'Ajuda com a sua conta',
  credit:
    'O país é estimado pelo endereço IP e pode estar errado. Nenhum outro serviço foi consultado. Dados: Number Resource Organization (nro.net, CC BY 4.0), IPtoASN.',

  account: {
    recovery: {
      subject: 'Escolha uma nova senha',
      lead: 'Foi pedida uma nova senha para a sua conta.',
      advice:
        'Foi você? Então abra o link e escolha uma. Todos os dispositivos são desconectados e precisam da nova senha.',
      action: 'Escolher uma nova senha',
      after: (until) =>
        `O link funciona uma só vez, até ${until}. Abri-lo não altera nada: você decide na página. Não encaminhe este e-mail: quem tiver o link pode definir a sua senha. Não foi você? Então não é preciso fazer nada, e a sua senha continua a mesma.`,
    },
    password_changed: {
      subject: 'Sua senha foi alterada',
      lead: 'A senha da sua conta foi alterada, e todos os outros dispositivos foram desconectados.',
      advice: 'Não foi você? Então peça já uma nova senha. Isso desconecta todos os dispositivos.',
      action: 'Pedir uma nova senha',
      after: () => 'Foi você? Então não é preciso fazer nada.',
    },
    verification: {
      subject: 'Este endereço de e-mail é seu?',
      lead: 'Foi criada uma conta com este endereço de e-mail.',
      advice:
        'A conta é sua? Então confirme o endereço. Se você esquecer a senha, um e-mail para ele permite entrar de novo.',
      action: 'Ver esta conta',
      after: (until) => `O link funciona uma só vez, até ${until}. Abri-lo não altera nada: você decide na página.`,
    },
    disown: { lead: 'Esta conta não é sua? Você pode pedir que ela seja removida.', action: 'Esta conta não é minha' },
  },
};

export default portuguese;
