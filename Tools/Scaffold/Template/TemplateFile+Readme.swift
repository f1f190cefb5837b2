extension TemplateFile {
    /// One page about the new product.
    static let readme = [
        TemplateFile(
            "Products/{Product}/README.md",
            #"""
            # {Product}

            Takes {a} {words} in under the key that its sender gave it, and looks at it a while later.

            | | |
            | --- | --- |
            | door | `{Product}` in `Facade/`: `add`, `{noun}`, `list`. Gates first: a refusal appends nothing |
            | streams | `{stored}.{snake}-<id>` |
            | events | `{Noun}Added`, `{Noun}Checked` in `Contracts/Events/` |
            | decider | `{Noun}Decider` in `Domain/` |
            | workflows | `{stored}.check`, started in the commit that takes {a} {words} in |
            | read model | `{stored}`; delete `views.db` and it is rebuilt |
            """#)
    ]
}
