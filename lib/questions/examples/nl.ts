/** Questions as people put them, in Dutch. */
import type { Examples } from "./kinds";

export const nl: Examples = {
  asked: `wat vroeg de klant
wat wil de klant
waar vraagt de klant om
waar gaat dit ticket over
wat is het probleem
wat is het verzoek
wat was de oorspronkelijke vraag
wat heeft hij precies nodig
wat schreef ze
waarom nam hij contact op
waarover klaagt de klant`,
  done: `wat is er geprobeerd
wat is tot nu toe geprobeerd
wat hebben we al gedaan
wat is er tot nu toe gedaan
wat hebben we gecontroleerd
welke controles zijn gedaan
wat lieten de diagnoses zien
wat is uitgesloten
welke stappen zijn gezet
heeft iemand hier al naar gekeken
wat is er gevonden`,
  open: `wat staat open
wat staat er nog open
wat ontbreekt er
wat moet er nog gebeuren
wat is de volgende stap
wat moet ik nu doen
waar wachten we op
op wie wachten we
wat is niet beantwoord
welke vragen zijn onbeantwoord
wat zijn we de klant nog schuldig
zijn er open punten`,
  people: `wie heeft geantwoord
wie antwoordde wat
wie schreef de klant
wie werkt hieraan
wie heeft dit ticket
aan wie is het toegewezen
wie is verantwoordelijk
wie schreef de laatste notitie
wie heeft hiernaar gekeken
welke collega's waren betrokken`,
  opened: `wanneer is dit geopend
wanneer is het ticket aangemaakt
wanneer schreef de klant voor het eerst
sinds wanneer staat dit open
hoe oud is dit ticket
hoe lang staat dit al open`,
  answered: `wanneer hebben we geantwoord
wanneer was het eerste antwoord
wanneer is het laatste antwoord verstuurd
wanneer schreven we de klant voor het laatst
hoe lang wachtte de klant op antwoord`,
  closed: `wanneer is dit gesloten
wanneer is het opgelost
is het opgelost
wanneer hebben we het ticket gesloten`,
  when: `wanneer is het tarief voor het laatst gewijzigd
wanneer was de herstart
wanneer ging het alarm af
wanneer viel het uit
wanneer is de schijf vergroot
wanneer begon de storing
hoe laat was de wijziging
wanneer is de factuur verstuurd`,
  similar: `wat leek hier nog meer op
welke eerdere tickets lijken op deze
hoe zijn vergelijkbare tickets opgelost
hoe hebben we dit eerder opgelost
hebben we dit eerder gezien
zijn er soortgelijke gevallen
wat antwoordden we in soortgelijke gevallen
hoe is hetzelfde probleem de vorige keer verholpen
hadden andere klanten dit ook
wat hielp in het verleden
is dit eerder gebeurd`,
  state: `wat is de stand
wat is de status
vat dit ticket samen
geef me een samenvatting
wat is hier gebeurd
waar staan we
praat me bij
wat is er aan de hand
wat is er tot nu toe gebeurd
kort overzicht graag`,
  promised: `wat hebben we beloofd
wat is er beloofd
hebben we iets beloofd
welke termijn hebben we genoemd
wanneer hebben we een antwoord beloofd
welke toezeggingen zijn er
wanneer moet het af zijn
is er een deadline`,
  customer: `wie is de klant
wie vraagt dit
welk bedrijf is dit
welk abonnement hebben ze
wat weten we over de klant
welk contract heeft de klant
vertel me over deze klant
heeft deze klant eerder geschreven
welke andere tickets heeft de klant`,
  other: `wat is het huidige gebruik
wat is de huidige doorvoer
toon de huidige waarde
hoe lang duurt de overdracht
hoe lang duurt een herstel
hoeveel dagen duurt een terugbetaling
hoe verhelp ik een time-out
hoe kan ik dit verhelpen
hoe verhelp ik een vastgelopen knoop
hoe werkt de facturatie
waarom werkt de webhook niet
wat te doen als inloggen niet werkt
is de back-up teruggezet
is de factuur betaald
heeft de herstart geholpen
is de schijf vol
hoe stel ik een wachtwoord opnieuw in
hoe kan ik de limiet verhogen
wat betekent deze fout
waarom start de pod steeds opnieuw
welke poort gebruikt de dienst
waar vind ik de logboeken
is er een artikel over terugbetalingen
hoe lang worden back-ups bewaard
hoe heet het volume
in welke regio staat het
kan een snapshot naar een ander project worden teruggezet
wat veroorzaakt deze melding
welke versie is geïnstalleerd
leg replicatievertraging uit
is het certificaat vernieuwd
noemden ze de firewall
hoeveel ruimte is er over
controleer nu het quotum`,
};
