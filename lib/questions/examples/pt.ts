/** Questions as people put them, in Portuguese. */
import type { Examples } from "./kinds";

export const pt: Examples = {
  asked: `o que o cliente perguntou
o que o cliente quer
o que a cliente pede
sobre o que é este ticket
qual é o problema
qual é o pedido
qual era a pergunta original
do que ele precisa exatamente
o que ela escreveu
por que ele nos contactou
de que reclama o cliente`,
  done: `o que foi tentado
o que já tentámos
o que já fizemos
o que foi feito até agora
o que verificámos
que verificações foram feitas
o que mostraram os diagnósticos
o que foi excluído
que passos foram dados
alguém já viu isto
o que foi encontrado`,
  open: `o que está aberto
o que ainda está em aberto
o que falta
o que falta fazer
qual é o próximo passo
o que devo fazer a seguir
do que estamos à espera
de quem estamos à espera
o que não foi respondido
que perguntas estão sem resposta
o que ainda devemos ao cliente
há pontos em aberto`,
  people: `quem respondeu
quem respondeu o quê
quem escreveu ao cliente
quem está a trabalhar nisto
quem tem este ticket
a quem está atribuído
quem é o responsável
quem escreveu a última nota
quem viu isto
que colegas participaram`,
  opened: `quando foi aberto
quando foi criado o ticket
quando o cliente escreveu pela primeira vez
desde quando está aberto
que idade tem este ticket
há quanto tempo está aberto`,
  answered: `quando respondemos
quando foi a primeira resposta
quando foi enviada a última resposta
quando escrevemos ao cliente pela última vez
quanto tempo o cliente esperou por uma resposta`,
  closed: `quando foi fechado
quando foi resolvido
está resolvido
quando fechámos o ticket`,
  when: `quando foi alterada a tarifa pela última vez
quando foi o reinício
quando disparou o alerta
quando falhou
quando o disco foi aumentado
quando começou a falha
a que horas foi feita a alteração
quando foi enviada a fatura`,
  similar: `o que mais se parecia com isto
que tickets anteriores se parecem com este
como foram resolvidos tickets semelhantes
como resolvemos isto antes
já vimos isto antes
há casos parecidos
o que respondemos em casos semelhantes
como foi corrigido o mesmo problema da última vez
outros clientes tiveram isto
o que ajudou no passado
isto já aconteceu antes`,
  state: `qual é o estado
como está o assunto
resume este ticket
faz-me um resumo
o que aconteceu aqui
em que ponto estamos
põe-me a par
o que se passa
o que aconteceu até agora
um breve resumo por favor`,
  promised: `o que prometemos
o que foi prometido
prometemos alguma coisa
que prazo demos
para quando prometemos uma resposta
que compromissos há
quando vence
há um prazo`,
  customer: `quem é o cliente
quem pergunta
que empresa é
que plano têm
o que sabemos do cliente
que contrato tem o cliente
fala-me deste cliente
este cliente já escreveu antes
que outros tickets tem o cliente`,
  other: `qual é o uso atual
qual é o débito atual
mostra o valor atual
quanto demora a transferência
quanto demora um restauro
quantos dias demora um reembolso
como resolvo um tempo esgotado
como se pode resolver o correio
como resolvo um nó bloqueado
como funciona a faturação
por que o webhook não funciona
o que fazer quando o acesso não funciona
a cópia de segurança foi reposta
a fatura foi paga
o reinício ajudou
o disco está cheio
como redefino uma palavra-passe
como posso aumentar o limite
o que significa este erro
por que o pod reinicia sem parar
que porta usa o serviço
onde encontro os registos
há um artigo sobre reembolsos
durante quanto tempo se guardam as cópias de segurança
como se chama o volume
em que região está
pode-se restaurar um instantâneo noutro projeto
o que causa esta mensagem
que versão está instalada
explica o atraso de replicação
o certificado foi renovado
mencionaram a firewall
quanto espaço resta
verifica a quota agora`,
};
