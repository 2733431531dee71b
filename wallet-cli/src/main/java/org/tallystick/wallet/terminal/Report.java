package org.tallystick.wallet.terminal;

import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Prints what a command has to say: its result on standard output, all else on standard error. */
public final class Report {
    /** What every terminal has at least; wider lines are harder to read anyway. */
    private static final int WIDTH = 80;

    private final Surroundings around;
    private final GlobalFlags flags;

    public Report(Surroundings around, GlobalFlags flags) {
        this.around = around;
        this.flags = flags;
    }

    /** How text on standard output looks. */
    public Style style() {
        return new Style(flags.colors(around.outIsTerminal(), around));
    }

    /** The result: the text for people, or the JSON for programs, as the flags say. */
    public void result(String text, Consumer<ObjectNode> json) {
        result(text, text, json);
    }

    /** The same; {@code brief} is all that remains of the text under {@code --quiet}. */
    public void result(String text, String brief, Consumer<ObjectNode> json) {
        String wanted = flags.quiet() ? brief : text;
        switch (flags.format()) {
            case TEXT -> around.out().print(wanted.isEmpty() || wanted.endsWith("\n") ? wanted : wanted + "\n");
            case JSON -> {
                ObjectNode root = new JsonMapper().createObjectNode();
                json.accept(root);
                around.out().println(Printable.json(root.toPrettyString()));
            }
        }
    }

    /** A remark for people; left out where a program reads the errors. */
    public void note(String sentence) {
        if (!flags.quiet() && flags.format() == GlobalFlags.Format.TEXT) {
            around.err().println(wrapped(0, sentence));
        }
    }

    /** What is being done, for those who asked to know. */
    public void detail(String sentence) {
        if (flags.verbose()) {
            around.err().println(new Style(flags.colors(around.errIsTerminal(), around)).dim(Printable.text(sentence)));
        }
    }

    /** For the terminal in lines of its width; elsewhere each sentence stays on one line, to be searched. */
    private String wrapped(int column, String sentence) {
        String text = Printable.text(sentence);
        return around.errIsTerminal() ? Wrapping.of(text, column, WIDTH) : text;
    }

    /** Prints the failure and returns the number of its exit code. */
    public int failure(CommandFailure failure) {
        switch (flags.format()) {
            case TEXT -> {
                Style style = new Style(flags.colors(around.errIsTerminal(), around));
                around.err().println(style.bad("Error:") + " " + wrapped("Error: ".length(), failure.sentence()));
                failure.transaction().ifPresent(id -> around.err().println("Transaction: " + id));
                around.err().println(wrapped(0, failure.nextStep()));
            }
            case JSON -> {
                ObjectNode root = new JsonMapper().createObjectNode();
                ObjectNode error = root.putObject("error");
                error.put("code", failure.code());
                error.put("message", failure.sentence());
                error.put("nextStep", failure.nextStep());
                error.put("exitCode", failure.exitCode().number());
                failure.transaction().ifPresent(id -> error.put("transactionId", id.hex()));
                around.err().println(Printable.json(root.toPrettyString()));
            }
        }
        return failure.exitCode().number();
    }
}
