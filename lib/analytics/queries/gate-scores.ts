/** The gate's probabilities in three numbers. */
import { aurc, expectedCalibrationError, mean } from "#lib/evaluation/scorers";
import { type Chart, perCategory } from "../chart";
import { judgements, untilDecided } from "./judgements";

export const gateScores: Chart = {
  title: "Scores of the gate",
  section: "Confidence",
  definition:
    "AURC: mean error rate over all coverages, lower is better, chance is 0.5. Calibration error: mean distance between confidence and outcome, over ten steps. Brier: mean squared error, a constant 50% scores 0.25.",
  kind: "stat",
  format: "number",
  sampleUnit: "judgements",
  rowsPlace: "#judgements",
  untilThen: untilDecided,
  async load(ctx, range) {
    const cards = await judgements(ctx, range);
    if (cards.length === 0) return { points: [], sample: 0 };
    const points = cards.map(({ gate, good }) => ({ confidence: gate.probability, right: good }));
    const brier = mean(points.map(({ confidence, right }) => (confidence - Number(right)) ** 2));
    return {
      points: perCategory([{ x: "" }], {
        AURC: () => aurc(points),
        "Calibration error": () => expectedCalibrationError(points),
        Brier: () => brier,
      }),
      sample: cards.length,
    };
  },
};
