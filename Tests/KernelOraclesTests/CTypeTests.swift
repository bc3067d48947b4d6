import Testing

@testable import KernelOracles

/// The normal form of C types: what is one type by C11 is equal, what is not differs.
@Suite struct CTypeTests {
  private func type(_ text: String) throws -> CType { try CDeclaration.read(text).type }

  @Test(arguments: [
    ("unsigned long", "long unsigned int"), ("unsigned long long *x", "long long unsigned int *x"),
    ("short", "short int"), ("long", "long int"), ("unsigned", "unsigned int"), ("int", "signed"),
    ("const struct hare *h", "struct hare const * h"), ("const void __user *src", "const void *src"),
    ("struct fox __rcu *f", "struct fox *f"), ("u32 __arena *ids", "u32 __attribute__((address_space(1))) *ids"),
    ("bool (*less)(struct a *x, const struct a *y)", "bool (*cmp)(struct a *, const struct a *)"),
    ("int f(int (run)(void *map, int *key))", "int f(int (*run)(void *, int *))"),
    ("void f(u8 hash[20])", "void f(u8 *hash)"), ("void f(const u8 hash[])", "void f(const u8 *hash)"),
    ("int f(void)", "int f()"),
  ])
  func twoSpellingsOfOneTypeAreEqual(first: String, second: String) throws {
    #expect(try type(first) == type(second))
  }

  @Test(arguments: [
    ("u64", "__u64"), ("u64", "unsigned long long"), ("bool", "_Bool"), ("char", "signed char"),
    ("unsigned long", "unsigned long long"), ("const char *s", "char *s"), ("char *const s", "char *s"),
    ("const size_t n", "size_t n"), ("struct a *p", "union a *p"), ("struct a *p", "struct a **p"),
    ("enum kind k", "int k"), ("void *p", "void __arena *p"), ("int (*f)(int)", "int (*f)(long)"),
    ("int (*f)(int)", "int *f(int)"), ("int f(int, ...)", "int f(int)"), ("int a[2]", "int a[3]"),
    ("callback_t cb", "callback_t *cb"),
  ])
  func whatIsNotTheSameTypeDiffers(first: String, second: String) throws {
    #expect(try type(first) != type(second))
  }

  @Test func aFunctionDeclarationHasNameResultAndNamedParameters() throws {
    let function = try CDeclaration.read("const struct mask __arena *burrow_mask(s32 cid, bool (less)(int a, int b))")
    #expect(function.name == "burrow_mask")
    #expect(function.parameters.map(\.name) == ["cid", "less"])
    #expect(
      function.type.description
        == "function (s32, pointer to function (int, int) returning bool) returning pointer to const arena struct mask")
  }

  @Test func aPointerToFunctionReturningPointerIsReadFromTheInside() throws {
    let declaration = try CDeclaration.read("struct a *(*get)(u32 key)")
    #expect(declaration.name == "get")
    #expect(declaration.type.description == "pointer to function (u32) returning pointer to struct a")
    #expect(try CDeclaration.read("int *rows[4]").type.description == "array [4] of pointer to int")
    #expect(try CDeclaration.read("int (*row)[4]").type.description == "pointer to array [4] of int")
  }

  @Test func anAbstractFunctionTypeHasNoName() throws {
    let less = try CDeclaration.read("bool (struct node *, const struct node *)")
    #expect(less.name == nil)
    #expect(try less.type.adjustedParameter == type("bool (*)(struct node *, const struct node *)"))
  }

  @Test(arguments: [
    "", "const", "struct *p", "int a b", "u64 x;", "int f(", "int f(int", "int f(int,)", "int f(...)", "int )",
    "short char c", "long long long n", "unsigned signed n", "__attribute__((packed)) int a",
    "int __attribute__((address_space(2))) *p", "int a[[2]]", "int a..b", "MACRO(int) x y",
  ])
  func whatIsNoDeclarationIsRefused(text: String) {
    #expect(throws: DeclarationError.self) { try CDeclaration.read(text) }
  }

  @Test func nestingIsBounded() {
    let deep = "int " + String(repeating: "(*", count: 1_000) + String(repeating: ")", count: 1_000)
    #expect(throws: DeclarationError.self) { try CDeclaration.read(deep) }
    let functions = String(repeating: "int (*f)(", count: 1_000) + String(repeating: ")", count: 1_000)
    #expect(throws: DeclarationError.self) { try CDeclaration.read(functions) }
  }
}
