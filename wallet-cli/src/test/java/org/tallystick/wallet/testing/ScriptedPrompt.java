package org.tallystick.wallet.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.tallystick.wallet.terminal.Prompt;

/** A person who gives prepared answers and remembers what was asked. A question too many fails the test. */
public record ScriptedPrompt(Queue<String> answers, List<String> questions) implements Prompt {

    public static ScriptedPrompt of(String... answers) {
        return new ScriptedPrompt(new ArrayDeque<>(List.of(answers)), new ArrayList<>());
    }

    @Override
    public String line(String question) {
        questions.add(question);
        return answers.remove();
    }

    @Override
    public char[] secret(String question) {
        return line(question).toCharArray();
    }
}
