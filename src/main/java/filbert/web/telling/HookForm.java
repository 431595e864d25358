package filbert.web.telling;

import filbert.household.Person;
import filbert.household.telling.HouseholdWebhooks;
import filbert.household.telling.Notice;
import filbert.household.telling.Webhook;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as it is typed.
 *
 * @param secret empty leaves what is there; never filled in
 * @param kind keys of notices
 */
record HookForm(@Nullable String name, @Nullable String url, @Nullable String preset, @Nullable String secret, @Nullable List<String> kind) {
    /** With everything ticked that this person can be told of. */
    static HookForm blank(Person person) {
        return new HookForm("", "", "ntfy", "", kinds(person));
    }

    /** Keys of what may be chosen. */
    static List<String> kinds(Person person) {
        return Notice.Kind.of(person).stream().map(Notice.Kind::key).toList();
    }

    static HookForm of(Webhook hook) {
        return new HookForm(
                hook.name(), hook.url().toString(), hook.preset().name().toLowerCase(Locale.ROOT), "", hook.kinds().stream().map(Notice.Kind::key).toList());
    }

    public boolean wants(String key) {
        return kind != null && kind.contains(key);
    }

    HouseholdWebhooks.Wanted wanted(String home) {
        var kinds = Arrays.stream(Notice.Kind.values()).filter(one -> wants(one.key())).collect(Collectors.toCollection(() -> EnumSet.noneOf(Notice.Kind.class)));
        return new HouseholdWebhooks.Wanted(
                text(name), text(url), preset(text(preset)), Optional.of(text(secret).strip()).filter(typed -> !typed.isEmpty()), kinds, home);
    }

    private static Webhook.Preset preset(String typed) {
        return Arrays.stream(Webhook.Preset.values())
                .filter(one -> one.name().equalsIgnoreCase(typed))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("webhook.problem.preset"));
    }

    private static String text(@Nullable String typed) {
        return Objects.requireNonNullElse(typed, "");
    }

    @Override
    public String toString() {
        return "HookForm";
    }
}
