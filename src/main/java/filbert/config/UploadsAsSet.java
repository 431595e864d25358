package filbert.config;

import filbert.household.LayeredSettings;
import filbert.household.SettingKeys;
import filbert.sharing.upload.UploadSettings;
import java.util.function.Supplier;

/** The settings of uploads as they stand, read anew after every save: uploads ask often. */
final class UploadsAsSet implements Supplier<UploadSettings> {
    private final LayeredSettings settings;
    private volatile UploadSettings now;

    UploadsAsSet(LayeredSettings settings) {
        this.settings = settings;
        this.now = read();
        settings.changed().watch(() -> now = read());
    }

    private UploadSettings read() {
        var slots = settings.number(SettingKeys.UPLOADS_SLOTS);
        var perAddress = Math.min(slots, settings.number(SettingKeys.UPLOADS_SLOTS_PER_ADDRESS));
        return new UploadSettings(
                slots,
                perAddress,
                UploadSettings.DEFAULT.waiting(),
                settings.flag(SettingKeys.SHARING_BROWSE),
                settings.flag(SettingKeys.SHARING_FOLDER_NAMES));
    }

    @Override
    public UploadSettings get() {
        return now;
    }
}
