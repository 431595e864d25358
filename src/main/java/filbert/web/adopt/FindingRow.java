package filbert.web.adopt;

import filbert.household.Offer;
import filbert.sharing.download.AdoptionView;
import filbert.sharing.library.FileType;
import filbert.web.Figures;
import filbert.web.LiveRow;
import filbert.web.MessageKey;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A leftover in a list.
 *
 * @param client message key
 * @param bytes said to be there
 * @param fit message key
 * @param mood how the fit looks: {@code good}, {@code info}, {@code warn} or empty
 * @param download that it belongs to, 0 for none
 * @param taken message key of how its taking over stands, or empty
 */
record FindingRow(
        int number,
        String name,
        String kind,
        String relative,
        String client,
        long bytes,
        String said,
        String size,
        int percent,
        boolean guessed,
        boolean tree,
        String sha1,
        String fit,
        String mood,
        long download,
        String downloadName,
        boolean adoptable,
        String taken)
        implements LiveRow {

    static FindingRow of(Offer offer, @Nullable AdoptionView adoption) {
        var finding = offer.finding();
        return new FindingRow(
                finding.number(),
                finding.name(),
                FileType.of(finding.name()).key(),
                finding.relative(),
                MessageKey.below("adopt.client.", finding.origin().client().key()),
                finding.said(),
                Figures.size(finding.said()),
                Figures.size(finding.size()),
                Figures.percent(finding.said(), finding.size()),
                finding.guessed(),
                finding.tree(),
                finding.sha1().map(Object::toString).orElse(""),
                MessageKey.below("adopt.fit.", offer.fit().key()),
                switch (offer.fit()) {
                    case BY_HASH -> "good";
                    case NEW, BY_NAME -> "info";
                    case BY_SIZE, SEVERAL, NO_HASH -> "warn";
                    case DONE -> "";
                },
                offer.download().map(download -> download.id()).orElse(0L),
                offer.download().map(download -> download.name()).orElse(""),
                offer.adoptable(),
                adoption == null ? "" : MessageKey.below("adopt.state.", adoption.state().name().toLowerCase(Locale.ROOT)));
    }

    @Override
    public String id() {
        return "f-" + number;
    }
}
