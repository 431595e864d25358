package filbert.web.account;

import filbert.household.AccessTokens.TokenView;
import filbert.household.AddressRange;
import filbert.web.Moment;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A token as its person sees it.
 *
 * @param role message key
 * @param scopes message keys
 * @param networks it may be used from; empty: anywhere
 */
record TokenRow(
        long id,
        String label,
        String prefix,
        String role,
        List<String> scopes,
        List<String> networks,
        Moment created,
        @Nullable Moment lastUsed) {
    static TokenRow of(TokenView token, Instant now) {
        var rights = token.rights();
        return new TokenRow(
                token.id(),
                token.label(),
                token.prefix(),
                "role." + lower(rights.role()),
                rights.scopes().stream().sorted().map(scope -> "account.scope." + lower(scope)).toList(),
                rights.networks().stream().map(AddressRange::toString).toList(),
                Moment.of(token.created(), now),
                Moment.ofNullable(token.lastUsed(), now));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
