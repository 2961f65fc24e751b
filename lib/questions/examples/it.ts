/** Questions as people put them, in Italian. */
import type { Examples } from "./kinds";

export const it: Examples = {
  asked: `cosa ha chiesto il cliente
cosa vuole il cliente
cosa chiede la cliente
di cosa parla questo ticket
qual è il problema
qual è la richiesta
qual era la domanda iniziale
di cosa ha bisogno esattamente
cosa ha scritto
perché ci ha contattato
di cosa si lamenta il cliente`,
  done: `cosa è stato provato
cosa abbiamo già provato
cosa abbiamo già fatto
cosa è stato fatto finora
cosa abbiamo controllato
quali controlli sono stati fatti
cosa hanno mostrato le diagnosi
cosa è stato escluso
quali passi sono stati fatti
qualcuno ha già guardato
cosa è stato trovato`,
  open: `cosa è aperto
cosa è ancora aperto
cosa manca
cosa resta da fare
qual è il prossimo passo
cosa devo fare adesso
cosa stiamo aspettando
chi stiamo aspettando
cosa non ha avuto risposta
quali domande sono senza risposta
cosa dobbiamo ancora al cliente
ci sono punti aperti`,
  people: `chi ha risposto
chi ha risposto cosa
chi ha scritto al cliente
chi ci sta lavorando
chi ha questo ticket
a chi è assegnato
chi è responsabile
chi ha scritto l'ultima nota
chi lo ha guardato
quali colleghi sono stati coinvolti`,
  opened: `quando è stato aperto
quando è stato creato il ticket
quando ha scritto il cliente la prima volta
da quando è aperto
quanto è vecchio questo ticket
da quanto tempo è aperto`,
  answered: `quando abbiamo risposto
quando è stata la prima risposta
quando è partita l'ultima risposta
quando abbiamo scritto al cliente l'ultima volta
quanto ha aspettato il cliente una risposta`,
  closed: `quando è stato chiuso
quando è stato risolto
è risolto
quando abbiamo chiuso il ticket`,
  when: `quando è stata cambiata la tariffa l'ultima volta
quando è stato il riavvio
quando è scattato l'allarme
quando si è guastato
quando è stato ingrandito il disco
quando è iniziato il guasto
a che ora è stata fatta la modifica
quando è stata inviata la fattura`,
  similar: `cos'altro somigliava a questo
quali ticket passati somigliano a questo
come sono stati risolti ticket simili
come lo abbiamo risolto prima
lo abbiamo già visto
ci sono casi simili
cosa abbiamo risposto in casi simili
come è stato risolto lo stesso problema l'ultima volta
altri clienti hanno avuto questo problema
cosa ha aiutato in passato
è già successo`,
  state: `qual è lo stato
a che punto siamo
riassumi questo ticket
fammi un riassunto
cosa è successo qui
aggiornami
cosa sta succedendo
cosa è successo finora
una breve panoramica per favore`,
  promised: `cosa abbiamo promesso
cosa è stato promesso
abbiamo promesso qualcosa
quale scadenza abbiamo dato
entro quando abbiamo promesso una risposta
quali impegni ci sono
quando scade
c'è una scadenza`,
  customer: `chi è il cliente
chi chiede
che azienda è
che piano hanno
cosa sappiamo del cliente
che contratto ha il cliente
parlami di questo cliente
questo cliente ha già scritto
quali altri ticket ha il cliente`,
  other: `qual è l'uso attuale
qual è la portata attuale
mostra il valore attuale
quanto dura il trasferimento
quanto dura un ripristino
quanti giorni dura un rimborso
come risolvo un timeout
come si può risolvere la posta
come risolvo un nodo bloccato
come funziona la fatturazione
perché il webhook non funziona
cosa fare quando l'accesso non funziona
il backup è stato ripristinato
la fattura è stata pagata
il riavvio ha aiutato
il disco è pieno
come reimposto una password
come posso aumentare il limite
cosa significa questo errore
perché il pod si riavvia continuamente
quale porta usa il servizio
dove trovo i log
c'è un articolo sui rimborsi
per quanto tempo si conservano i backup
come si chiama il volume
in quale regione si trova
si può ripristinare uno snapshot in un altro progetto
cosa causa questo messaggio
quale versione è installata
spiega il ritardo di replica
il certificato è stato rinnovato
hanno menzionato il firewall
quanto spazio resta
controlla la quota adesso`,
};
