package filbert.web.adopt;

import filbert.sharing.download.AdoptionView;
import filbert.sharing.download.AdoptionView.State;
import filbert.web.Figures;
import filbert.web.MessageKey;
import java.util.Locale;

/**
 * A take-over in a list.
 *
 * @param state message key
 * @param kept empty when it never began
 * @param proved is all of that right by the tree?
 * @param spoiled empty for nothing
 * @param problem message key, or empty
 */
record TakenRow(
        long download,
        String name,
        String client,
        String file,
        String state,
        String mood,
        int percent,
        String said,
        String kept,
        boolean proved,
        String spoiled,
        String problem,
        String detail,
        boolean pending) {

    static TakenRow of(AdoptionView view, String name) {
        return new TakenRow(
                view.download(),
                name,
                MessageKey.below("adopt.client.", view.client().key()),
                view.file().toString(),
                MessageKey.below("adopt.state.", view.state().name().toLowerCase(Locale.ROOT)),
                switch (view.state()) {
                    case WAITING -> "";
                    case COPYING, PROVING -> "info";
                    case DONE -> "good";
                    case FAILED -> "bad";
                    case LEFT -> "warn";
                },
                Figures.percent(view.passed(), view.said()),
                Figures.size(Math.max(view.said(), view.kept())),
                view.said() < 0 ? "" : Figures.size(view.kept()),
                view.kept() > 0 && view.proved() >= view.kept(),
                view.spoiled() > 0 ? Figures.size(view.spoiled()) : "",
                MessageKey.below("adopt.problem.", view.problem()),
                view.detail(),
                view.state() == State.WAITING || view.state() == State.COPYING || view.state() == State.PROVING);
    }
}
