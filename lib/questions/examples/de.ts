/** Questions as people put them, in German. */
import type { Examples } from "./kinds";

export const de: Examples = {
  asked: `was hat der kunde gefragt
was will der kunde
was möchte die kundin von uns
worum geht es in diesem ticket
was ist das problem
was ist das anliegen
was war die ursprüngliche frage
was genau braucht er
was hat sie geschrieben
warum hat er sich gemeldet
worüber beschwert sich der kunde`,
  done: `was wurde versucht
was wurde bisher versucht
was haben wir schon gemacht
was wurde bisher getan
was wurde geprüft
welche prüfungen liefen
was hat die diagnose ergeben
was wurde ausgeschlossen
welche schritte wurden unternommen
hat sich das schon jemand angesehen
was wurde gefunden`,
  open: `was ist offen
was ist noch offen
was fehlt noch
was ist noch zu tun
was ist der nächste schritt
was soll ich als nächstes tun
worauf warten wir
auf wen warten wir
was wurde noch nicht beantwortet
welche fragen sind unbeantwortet
was schulden wir dem kunden noch
gibt es offene punkte`,
  people: `wer hat geantwortet
wer hat was geantwortet
wer hat dem kunden geschrieben
wer arbeitet daran
wer hat das ticket
wem ist es zugewiesen
wer ist zuständig
wer hat die letzte notiz geschrieben
wer hat sich das angesehen
welche kollegen waren beteiligt`,
  opened: `wann wurde das eröffnet
wann wurde das ticket erstellt
wann hat der kunde zuerst geschrieben
seit wann ist das offen
wie alt ist das ticket
wann kam es herein
wie lange ist das schon offen`,
  answered: `wann haben wir geantwortet
wann war die erste antwort
wann ging die letzte antwort raus
wann haben wir dem kunden zuletzt geschrieben
wie lange hat der kunde auf eine antwort gewartet
wann wurde dem kunden geantwortet`,
  closed: `wann wurde das geschlossen
wann wurde es gelöst
ist es gelöst
wann haben wir das ticket geschlossen
wurde das abgeschlossen`,
  when: `wann wurde der tarif zuletzt geändert
wann wurde der server zuletzt neu gestartet
wann war der neustart
wann hat der alarm ausgelöst
wann ist es ausgefallen
wann wurde die platte vergrößert
wann begann die störung
um wie viel uhr war die änderung
wann wurde die rechnung verschickt
wann wurde der schlüssel getauscht`,
  similar: `was sah sonst noch so aus
welche früheren tickets sehen so aus
wie gingen ähnliche fälle aus
wie wurden ähnliche tickets gelöst
wie haben wir das früher gelöst
hatten wir das schon einmal
gibt es ähnliche fälle
was haben wir in ähnlichen fällen geantwortet
wie wurde das gleiche problem letztes mal behoben
hatten andere kunden das auch
was hat früher geholfen
was hilft hier meistens
ist das schon einmal passiert`,
  state: `wie ist der stand
wie ist der status
fasse das ticket zusammen
gib mir eine zusammenfassung
fass das zusammen
was ist hier passiert
wo stehen wir
bring mich auf den stand
was ist hier los
was ist bisher passiert
kurzer überblick bitte`,
  promised: `was haben wir versprochen
was wurde zugesagt
haben wir etwas zugesagt
welche frist haben wir genannt
bis wann haben wir eine antwort versprochen
welche zusagen gibt es
wann ist es fällig
bis wann müssen wir antworten
gibt es eine frist`,
  customer: `wer ist der kunde
wer fragt
welche firma ist das
welchen tarif haben sie
was wissen wir über den kunden
welchen vertrag hat der kunde
erzähl mir etwas über diesen kunden
hat der kunde schon früher geschrieben
welche anderen tickets hat der kunde`,
  other: `wie hoch ist die aktuelle auslastung
was ist der aktuelle durchsatz
zeige den aktuellen wert
wie lange dauert die übertragung
wie lange dauert eine wiederherstellung
wie viele tage dauert eine erstattung
wie behebe ich eine zeitüberschreitung
wie kann man das beheben
wie behebe ich den zustellfehler
wie funktioniert die abrechnung
warum funktioniert der webhook nicht
was tun wenn die anmeldung nicht funktioniert
wurde die sicherung eingespielt
wurde die rechnung bezahlt
hat der neustart geholfen
ist die platte voll
wie setze ich ein passwort zurück
wie kann ich das limit erhöhen
was bedeutet dieser fehler
warum startet der pod ständig neu
welchen port nutzt der dienst
wo finde ich die protokolle
gibt es einen artikel über erstattungen
wie lange werden sicherungen aufbewahrt
wie heißt das volume
in welcher region liegt es
kann man einen snapshot in ein anderes projekt einspielen
unterstützt der load balancer websockets
was verursacht diese meldung
wie gehen wir mit einer rückbuchung um
welche version ist installiert
erkläre replikationsverzögerung
wurde das zertifikat erneuert
haben sie die firewall erwähnt
gibt es ein runbook für den failover
wie viel platz ist noch frei
prüfe jetzt das kontingent
was sagt die prüfung jetzt`,
};
