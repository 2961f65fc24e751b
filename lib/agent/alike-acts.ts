/** Tells acts of operating that come to the same for whoever forbids one: who must not reboot must not restart. Pure. */

/** What interrupts a running thing, and what makes data disappear, as the languages desks write in say it. */
const kinds: readonly (readonly string[])[] = [
  "stop halt shut terminate kill suspend restart reboot powercycle stoppen anhalten angehalten abschalten abgeschaltet ausschalten ausgeschaltet herunterfahren heruntergefahren neustarten neustart rebooten arrêter éteindre stopper redémarrer relancer detener detengan parar apagar reiniciar reinicien fermare spegnere arrestare riavviare desligar interromper uitzetten afsluiten herstarten",
  "delete remove erase wipe purge destroy löschen gelöscht entfernen entfernt supprimer effacer borrar eliminar suprimir eliminare cancellare rimuovere excluir remover verwijderen wissen",
].map((words) => words.split(" "));
const han: readonly (readonly string[])[] = [
  ["重启", "停止", "关机", "停机", "再起動", "終了"],
  ["删除", "清除", "移除", "削除", "消去"],
];

/** The other words by which an act goes; `isSame` tells two forms of one verb. None where it is of no known kind. */
export function alikeActs(act: string, isSame: (left: string, right: string) => boolean): readonly string[] {
  const written = han.filter((words) => words.includes(act));
  const spelt = kinds.filter((words) => words.some((word) => isSame(word, act)));
  return [...written, ...spelt].flat();
}
