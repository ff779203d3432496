import type { Sentences } from './en.ts';

const portuguese: Sentences = {
  locale: 'pt',
  direction: 'ltr',

  subject: 'Um dispositivo novo entrou na sua conta',
  lead: 'Um dispositivo novo entrou na sua conta com a sua senha.',
  subjectOfCountry: 'Um acesso à sua conta de um país novo',
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
  places: {
    inCountry: (country) => `${country} (aproximado)`,
    privately: 'Rede privada',
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
    `O link funciona até ${until}, também para trocar um sim por um não. Abri-lo não altera nada: você decide na página. Por favor, não encaminhe este e-mail: quem tem o link pode responder por você.`,

  sender: 'Enviado por Latchkey ao endereço da sua conta.',
  credit:
    'O país é deduzido do endereço e é aproximado. Nada foi perguntado a mais ninguém. Dados: Number Resource Organization (nro.net, CC BY 4.0), IPtoASN.',
};

export default portuguese;
