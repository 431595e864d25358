package filbert.web.setup;

/** The steps of set-up, in order. */
enum Step {
    ACCOUNT,
    FOLDERS,
    NETWORK,
    FINISH;

    public int number() {
        return ordinal() + 1;
    }
}
