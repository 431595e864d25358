package filbert.web.admin;

import filbert.household.Resident;
import filbert.web.Figures;
import filbert.web.Moment;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of the house as owners see them.
 *
 * @param role as the form sends it; its message key is {@code roleKey}
 * @param self is it who looks?
 */
record ResidentRow(
        long id,
        String name,
        String role,
        String roleKey,
        boolean disabled,
        boolean child,
        boolean self,
        Moment created,
        @Nullable Moment lastSeen,
        int downloads,
        int unfinished,
        String size,
        int folders,
        int privateFolders,
        int tokens) {
    static ResidentRow of(Resident one, long looking, Instant now) {
        var use = one.use();
        var role = one.role().name().toLowerCase(Locale.ROOT);
        return new ResidentRow(
                one.id(),
                one.name(),
                role,
                "role." + role,
                one.disabled(),
                one.child(),
                one.id() == looking,
                Moment.of(one.created(), now),
                one.lastSeen().map(at -> Moment.of(at, now)).orElse(null),
                use.downloads(),
                use.unfinished(),
                Figures.size(use.bytes()),
                use.folders(),
                use.privateFolders(),
                use.tokens());
    }
}
