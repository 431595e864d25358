package filbert.web.setup;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The first step as it was sent: who owns this Filbert. */
record AccountForm(String code, String name, String password, String repeat) {
    AccountForm(@Nullable String code, @Nullable String name, @Nullable String password, @Nullable String repeat) {
        this.code = Objects.requireNonNullElse(code, "").strip();
        this.name = Objects.requireNonNullElse(name, "").strip();
        this.password = Objects.requireNonNullElse(password, "");
        this.repeat = Objects.requireNonNullElse(repeat, "");
    }

    @Override
    public String toString() {
        return "AccountForm[" + name + "]";
    }
}
