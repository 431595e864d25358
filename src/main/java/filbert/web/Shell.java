package filbert.web;

import filbert.household.Person;
import filbert.household.Role;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What surrounds a page: who looks, at what, and how they like it. Belongs to one request. */
public final class Shell {
    private final @Nullable Person person;
    private final Address address;
    private final boolean partial;
    private final Preferences preferences;
    private final String said;
    private final Assets assets;
    private final StatusLine statusLine;
    private final boolean vouchedFor;
    private final Map<String, Columns> columns = new HashMap<>();
    private StatusLine.@Nullable Status status;

    Shell(
            @Nullable Person person,
            Address address,
            boolean partial,
            Preferences preferences,
            String said,
            Assets assets,
            StatusLine statusLine,
            boolean vouchedFor) {
        this.person = person;
        this.address = address;
        this.partial = partial;
        this.preferences = preferences;
        this.said = said;
        this.assets = assets;
        this.statusLine = statusLine;
        this.vouchedFor = vouchedFor;
    }

    /** Is there anybody else's word for our certificate, if we have one? Browsers take no worker from a page they were only talked into trusting, and complain. */
    public boolean vouchedFor() {
        return vouchedFor;
    }

    /** The view to render: the whole page, or for htmx its main part. Blocks: whatever a layout asks for is fetched here, templates never wait. */
    public String page(String template) {
        if (partial) {
            return template + " :: main";
        }
        if (person != null && furnished()) {
            status = statusLine.of(person);
        }
        return template;
    }

    public @Nullable Person person() {
        return person;
    }

    /** Are there places to go and a status line? Not before somebody signed in and set-up is over. */
    public boolean furnished() {
        return person != null && !at("/setup");
    }

    public boolean owner() {
        return person != null && person.role().includes(Role.OWNER);
    }

    public boolean member() {
        return person != null && person.role().includes(Role.MEMBER);
    }

    /** May who looks have files fetched from the network? */
    public boolean fetches() {
        return person != null && statusLine.fetches(person);
    }

    /** Is less shown to who looks, see {@link filbert.household.Shelter}? */
    public boolean sheltered() {
        return person != null && person.isSheltered();
    }

    /** Within the application, without the base path. */
    public String path() {
        return address.path();
    }

    public Address address() {
        return address;
    }

    /** Is this the page, or a page below the page, at {@code root}? */
    public boolean at(String root) {
        return path().equals(root) || path().startsWith(root + "/");
    }

    public Preferences preferences() {
        return preferences;
    }

    /** The columns of a table of this page, or of the page this stream keeps true. */
    public Columns columns(String table) {
        return columns.computeIfAbsent(table, key -> {
            var known = Columns.Table.of(key).orElseThrow(() -> new IllegalStateException("bug: no table " + key));
            return Columns.of(known, address.query().value("cols"), preferences.columns().getOrDefault(known.preference(), ""));
        });
    }

    /** Message key below {@code said.} of what was just done, or empty. */
    public String said() {
        return said;
    }

    public String asset(String file) {
        return assets.path(file);
    }

    public StatusLine.@Nullable Status status() {
        return status;
    }
}
