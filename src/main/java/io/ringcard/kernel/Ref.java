package io.ringcard.kernel;

/** The contract's {@code Ref}: a thing by id and the name that people know it by. */
public record Ref(String id, String name) {

  public static Ref of(long id, String name) {
    return new Ref(Long.toString(id), name);
  }
}
