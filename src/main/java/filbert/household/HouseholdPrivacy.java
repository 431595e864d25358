package filbert.household;

import filbert.sharing.library.SharedFolder;
import filbert.sharing.library.Visibility;
import java.util.List;
import java.util.function.Supplier;

/** What others on the network can see of this house, as it is set now. */
public final class HouseholdPrivacy {
    private final HouseholdNetwork network;
    private final HouseholdLibrary library;
    private final Supplier<Choices> choices;

    public HouseholdPrivacy(HouseholdNetwork network, HouseholdLibrary library, Supplier<Choices> choices) {
        this.network = network;
        this.library = library;
        this.choices = choices;
    }

    /**
     * @param browse may whoever asks have the list of all shared files?
     * @param folderNames does that list say in which folders they are?
     * @param unfinished are parts of downloads offered while they come?
     * @param encrypted is TLS spoken with those who speak it?
     * @param through the network interface everything leaves by, blank for any
     */
    public record Choices(boolean browse, boolean folderNames, boolean unfinished, boolean encrypted, String through) {}

    /**
     * @param mode {@code public, lan, private, practice}
     * @param address as others see it, or where we listen while nobody has told us
     * @param passesOn do we pass on what others search for?
     * @param files offered to everybody on the network
     * @param folders names of those they come from, as far as this person may see them
     */
    public record View(String mode, String address, boolean passesOn, long files, List<String> folders, Choices choices) {}

    public View view(Person person) {
        person.require(Role.GUEST);
        var seen = network.view(person);
        var shared = library.view(person);
        var external = seen.external();
        var folders = shared.folders().stream().filter(folder -> folder.visibility() == Visibility.NETWORK).map(SharedFolder::alias).toList();
        return new View(seen.mode(), (external == null ? seen.listening() : external).toString(), seen.ultrapeer(), shared.networkFiles(), folders, choices.get());
    }
}
