package filbert.web.wishes;

import filbert.household.Narrowing;
import filbert.household.wish.HouseholdWishes;
import filbert.household.wish.Wish;
import filbert.web.Figures;
import filbert.web.LiveRow;
import filbert.web.MessageKey;
import filbert.web.Moment;
import filbert.web.Narrow;
import filbert.web.Query;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A wish on a page.
 *
 * @param state message key, {@code mood} the look of it
 * @param trouble message key of what went wrong the last time, or empty
 * @param last null before the first run; {@code next} null when it is not going to run by itself
 * @param search the address of the search page with the same words and filter
 */
record WishRow(
        long wish,
        String name,
        String words,
        List<Narrow> narrowing,
        long hours,
        String state,
        String mood,
        String trouble,
        boolean rests,
        @Nullable Moment last,
        @Nullable Moment next,
        String total,
        int fresh,
        boolean full,
        int answered,
        boolean told,
        int taken,
        int takes,
        String search)
        implements LiveRow {

    static WishRow of(HouseholdWishes.View view, HouseholdWishes.Conditions conditions, Instant now) {
        var wish = view.wish();
        var plan = wish.plan();
        var progress = wish.progress();
        var state = state(view, conditions, now);
        var byItself = wish.active() && (conditions.allowed() || progress.atOnce());
        return new WishRow(
                wish.id(),
                plan.name(),
                plan.query(),
                Narrow.of(plan.narrowing()),
                plan.every().toHours(),
                "wishes.state." + state,
                mood(state),
                MessageKey.below("wishes.trouble.", progress.trouble()),
                !wish.active(),
                progress.last().map(last -> Moment.of(last, now)).orElse(null),
                byItself && progress.next().isAfter(now) ? Moment.of(progress.next(), now) : null,
                Figures.count(view.counts().total()),
                view.counts().fresh(),
                view.counts().full(),
                view.answered(),
                plan.told(),
                progress.taken(),
                plan.taking().most(),
                "/search" + link(plan.query(), plan.narrowing()));
    }

    private static String link(String words, Narrowing narrowing) {
        var query = Query.EMPTY.with("q", words);
        for (var entry : narrowing.values().entrySet()) {
            query = query.with(entry.getKey(), entry.getValue());
        }
        return query.toString();
    }

    private static String state(HouseholdWishes.View view, HouseholdWishes.Conditions conditions, Instant now) {
        var wish = view.wish();
        if (view.running()) {
            return "running";
        }
        if (!wish.active()) {
            return wish.progress().state().name().toLowerCase(Locale.ROOT);
        }
        var due = !wish.progress().next().isAfter(now);
        if (due && conditions.offline()) {
            return "offline";
        }
        if (!conditions.allowed() && !wish.progress().atOnce()) {
            return "by-hand";
        }
        return due ? "soon" : wish.progress().state() == Wish.State.ACTIVE ? "active" : "paused";
    }

    private static String mood(String state) {
        return switch (state) {
            case "running" -> "info";
            case "active", "soon", "satisfied" -> "good";
            case "offline" -> "warn";
            default -> "";
        };
    }

    @Override
    public String id() {
        return "w-" + wish;
    }
}
