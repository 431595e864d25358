package filbert.operations;

import filbert.household.Person;
import filbert.household.Role;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What somebody who helps needs to see, without what is none of their business. For the owner; may block. */
public final class DiagnosticsDesk {
    private static final int LARGEST = 4 << 20; // characters of one part: the whole is meant to be sent by mail

    private final List<Section> sections;
    private final Supplier<Redaction> redaction;
    private final DiskReport disk;

    /** One file of the bundle. Whatever it says goes through the redaction before it leaves. */
    public record Section(String file, Supplier<String> text) {}

    /** @param redaction with the secrets there are now */
    public DiagnosticsDesk(List<Section> sections, Supplier<Redaction> redaction, DiskReport disk) {
        this.sections = List.copyOf(sections);
        this.redaction = redaction;
        this.disk = disk;
    }

    /** As it was at the start. */
    public DiskReport disk(Person person) {
        person.require(Role.OWNER);
        return disk;
    }

    public List<String> files(Person person) {
        person.require(Role.OWNER);
        return sections.stream().map(Section::file).toList();
    }

    /** One part as it stands in the bundle. Empty when there is none of that name. */
    public String text(Person person, String file) {
        person.require(Role.OWNER);
        return sections.stream().filter(one -> one.file().equals(file)).findFirst().map(this::clean).orElse("");
    }

    /** Writes all as a zip. */
    public void write(Person person, OutputStream out) throws IOException {
        person.require(Role.OWNER);
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        for (var section : sections) {
            zip.putNextEntry(new ZipEntry(section.file()));
            zip.write(clean(section).getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        zip.finish();
    }

    /** A part that cannot be made says why, and keeps no other away. */
    private String clean(Section section) {
        String text;
        try {
            text = section.text().get();
        } catch (RuntimeException e) {
            text = "This could not be told: " + e;
        }
        return redaction.get().forOthers(text.substring(0, Math.min(LARGEST, text.length())));
    }
}
