package filbert.servent.spam;

/** What is known about junk at the moment: lists and the household's lessons. One for the whole house; any thread. */
public final class Experience {
    private volatile SpamLists lists = SpamLists.NONE;
    private volatile Lessons lessons = Lessons.NONE;

    public SpamLists lists() {
        return lists;
    }

    public Lessons lessons() {
        return lessons;
    }

    public void listed(SpamLists all) {
        lists = all;
    }

    public void learned(Lessons all) {
        lessons = all;
    }
}
