/** Questions as people put them, in French. */
import type { Examples } from "./kinds";

export const fr: Examples = {
  asked: `qu'a demandé le client
que veut le client
que demande la cliente
de quoi parle ce ticket
quel est le problème
quelle est la demande
quelle était la question initiale
de quoi a-t-il besoin exactement
qu'est-ce qu'elle a écrit
pourquoi nous a-t-il contactés
de quoi se plaint le client`,
  done: `qu'est-ce qui a été essayé
qu'a-t-on déjà essayé
qu'avons-nous déjà fait
qu'est-ce qui a été fait jusqu'ici
qu'avons-nous vérifié
quelles vérifications ont été faites
qu'ont montré les diagnostics
qu'est-ce qui a été exclu
quelles étapes ont été suivies
quelqu'un a-t-il déjà regardé
qu'a-t-on trouvé`,
  open: `qu'est-ce qui est ouvert
que reste-t-il à faire
qu'est-ce qui manque
quelle est la prochaine étape
que dois-je faire ensuite
qu'attendons-nous
qui attendons-nous
qu'est-ce qui n'a pas reçu de réponse
quelles questions sont sans réponse
que devons-nous encore au client
y a-t-il des points ouverts`,
  people: `qui a répondu
qui a répondu quoi
qui a écrit au client
qui travaille dessus
qui a ce ticket
à qui est-ce attribué
qui est responsable
qui a écrit la dernière note
qui a regardé ça
quels collègues sont intervenus`,
  opened: `quand ce ticket a-t-il été ouvert
quand a-t-il été créé
quand le client a-t-il écrit pour la première fois
depuis quand est-ce ouvert
quel âge a ce ticket
depuis combien de temps est-ce ouvert`,
  answered: `quand avons-nous répondu
quand était la première réponse
quand la dernière réponse est-elle partie
quand avons-nous écrit au client pour la dernière fois
combien de temps le client a-t-il attendu une réponse`,
  closed: `quand a-t-il été fermé
quand est-ce que ça a été résolu
est-ce résolu
quand avons-nous clos le ticket
a-t-il été clôturé`,
  when: `quand le tarif a-t-il été modifié pour la dernière fois
quand a eu lieu le redémarrage
quand l'alerte s'est-elle déclenchée
quand est-ce tombé en panne
quand le disque a-t-il été agrandi
quand la panne a-t-elle commencé
à quelle heure le changement a-t-il été fait
quand la facture a-t-elle été envoyée`,
  similar: `qu'est-ce qui ressemblait à ça
quels anciens tickets ressemblent à celui-ci
comment les tickets similaires ont-ils été résolus
comment avons-nous résolu cela avant
avons-nous déjà vu ça
y a-t-il des cas semblables
qu'avons-nous répondu dans des cas similaires
comment le même problème a-t-il été réglé la dernière fois
d'autres clients ont-ils eu ce problème
qu'est-ce qui a aidé par le passé
est-ce déjà arrivé`,
  state: `quel est l'état
quel est le statut
résume ce ticket
fais-moi un résumé
que s'est-il passé ici
où en sommes-nous
mets-moi à jour
qu'est-ce qui se passe
que s'est-il passé jusqu'ici
un bref aperçu s'il te plaît`,
  promised: `qu'avons-nous promis
qu'est-ce qui a été promis
avons-nous promis quelque chose
quel délai avons-nous donné
pour quand avons-nous promis une réponse
quels engagements y a-t-il
quand est-ce dû
y a-t-il une échéance`,
  customer: `qui est le client
qui demande
quelle entreprise est-ce
quelle formule ont-ils
que savons-nous du client
quel contrat a le client
parle-moi de ce client
ce client a-t-il déjà écrit
quels autres tickets a ce client`,
  other: `quelle est l'utilisation actuelle
quel est le débit actuel
montre la valeur actuelle
combien de temps prend le transfert
combien de temps prend une restauration
combien de jours prend un remboursement
comment résoudre un délai dépassé
comment résoudre cette erreur
comment résoudre un nœud bloqué
comment fonctionne la facturation
pourquoi le webhook ne fonctionne pas
que faire quand la connexion ne fonctionne pas
la sauvegarde a-t-elle été restaurée
la facture est-elle payée
le redémarrage a-t-il aidé
le disque est-il plein
comment réinitialiser un mot de passe
comment augmenter la limite
que signifie cette erreur
pourquoi le pod redémarre sans cesse
quel port utilise le service
où trouver les journaux
y a-t-il un article sur les remboursements
combien de temps les sauvegardes sont-elles conservées
comment s'appelle le volume
dans quelle région est-ce
peut-on restaurer un instantané dans un autre projet
qu'est-ce qui cause ce message
quelle version est installée
explique le retard de réplication
le certificat a-t-il été renouvelé
ont-ils mentionné le pare-feu
combien d'espace reste-t-il
vérifie le quota maintenant`,
};
