extension ShippedModificationTable {
    /// The tables, as data.
    static let text = """
        - table: ixazomib US
          version: "3/2024"
          source: ixazomib, US prescribing information, dose modification with lenalidomide and dexamethasone
          items:
            - {id: ixazomib-US-cycle, new cycle: neutrophils >= 1000 /mm3 and platelets >= 75000 /mm3 and not highest grade of non-hematologic toxicity > 1}
            - id: ixazomib-US-platelets
              when: platelets < 30000 /mm3
              do: hold
              drug: [ixazomib, lenalidomide]
              until: platelets >= 30000 /mm3
              alternate: [lenalidomide, ixazomib]
            - id: ixazomib-US-neutrophils
              when: neutrophils < 500 /mm3
              do: hold
              drug: [ixazomib, lenalidomide]
              until: neutrophils >= 500 /mm3
              alternate: [lenalidomide, ixazomib]
              note: consider a growth factor
        """
}
