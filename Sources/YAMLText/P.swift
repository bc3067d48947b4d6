internal import Diagnostics
enum YAMLPlaceholder {}
