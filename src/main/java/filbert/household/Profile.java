package filbert.household;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How much of the line Filbert may use. */
public enum Profile {
    NORMAL(SettingKeys.BANDWIDTH_NORMAL_UP, SettingKeys.BANDWIDTH_NORMAL_DOWN),
    SLOW(SettingKeys.BANDWIDTH_SLOW_UP, SettingKeys.BANDWIDTH_SLOW_DOWN),
    NIGHT(SettingKeys.BANDWIDTH_NIGHT_UP, SettingKeys.BANDWIDTH_NIGHT_DOWN);

    private static final int KIBIBYTE = 1024;

    private final SettingKey up;
    private final SettingKey down;

    Profile(SettingKey up, SettingKey down) {
        this.up = up;
        this.down = down;
    }

    /** As in settings: {@code normal}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Profile> of(String word) {
        return Stream.of(values()).filter(profile -> profile.word().equals(word)).findFirst();
    }

    Limits limits(LayeredSettings settings) {
        return new Limits(settings.number(up) * (long) KIBIBYTE, settings.number(down) * (long) KIBIBYTE);
    }

    /** Bytes per second; 0: as many as there are. */
    public record Limits(long up, long down) {
        public static final Limits NONE = new Limits(0, 0);
    }
}
