import type { Messages } from './en.ts';

const portuguese: Messages = {
  locale: 'pt',
  direction: 'ltr',

  subject: (what) => `Novo acesso: ${what}`,
  lead: 'Um dispositivo novo entrou na sua conta com a sua senha.',
  subjectOfCountry: (what) => `Acesso de um país novo: ${what}`,
  leadOfCountry: 'Alguém entrou com a sua senha de um país novo para a sua conta.',
  subjectOfMany: (count) => `Novos acessos à sua conta: ${count}`,
  leadOfMany: 'Houve acessos com a sua senha de dispositivos ou países novos para a sua conta:',
  facts: { device: 'Dispositivo', when: 'Quando', where: 'Onde', address: 'Endereço', account: 'Conta' },
  fact: (name, value) => `${name}: ${value}`,

  device: {
    unknownBrowser: 'Navegador desconhecido',
    unknownSystem: 'sistema desconhecido',
    on: (software, system) => `${software} em ${system}`,
    selfNamed: (name, device) => `“${name}”, ${device}`,
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

  sender: 'Enviado por Latchkey ao endereço da sua conta.',
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
