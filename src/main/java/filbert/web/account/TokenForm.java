package filbert.web.account;

import filbert.household.AccessTokens.Rights;
import filbert.household.AddressRange;
import filbert.household.Person;
import filbert.household.Role;
import filbert.household.Scope;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** @param networks addresses and ranges, between blanks or commas */
record TokenForm(@Nullable String label, @Nullable Role role, @Nullable List<Scope> scope, @Nullable String networks) {
    /** What is ticked for somebody who did not say otherwise: a script that decides about the house is the exception. */
    static final List<Scope> USUAL = List.of(Scope.READ, Scope.SEARCH, Scope.DOWNLOAD);

    String words() {
        return Objects.requireNonNullElse(label, "").strip();
    }

    /** @throws IllegalArgumentException {@code account.problem.networks} */
    Rights rights(Person person) {
        var scopes = EnumSet.noneOf(Scope.class);
        scopes.addAll(Objects.requireNonNullElse(scope, List.<Scope>of()));
        return new Rights(Objects.requireNonNullElse(role, person.role()), scopes, ranges());
    }

    private List<AddressRange> ranges() {
        try {
            return Arrays.stream(Objects.requireNonNullElse(networks, "").split("[\\s,;]+"))
                    .filter(one -> !one.isEmpty())
                    .map(AddressRange::parse)
                    .toList();
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("account.problem.networks", wrong);
        }
    }
}
