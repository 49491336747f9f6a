extension ShippedModificationTable {
    /// The tables, as data. A label that leaves a choice to the physician has a `note`.
    static let text = """
        - table: ixazomib US
          version: "2024-03"
          source: ixazomib, US prescribing information, dose modifications in combination with lenalidomide and dexamethasone
          items:
            - id: ixazomib-US-new-cycle
              new cycle: neutrophils >= 1000 /mm3 and platelets >= 75,000 /mm3 and grade of non-haematologic toxicity <= 1
              note: or the state before the treatment
            - id: ixazomib-US-bilirubin
              at: start
              when: bilirubin > 1.5 x ULN
              drug: ixazomib
              do: reduce
              to: 3 mg
            - id: ixazomib-US-platelets
              when: platelets < 30,000 /mm3
              drug: [ixazomib, lenalidomide]
              do: hold
              until: platelets >= 30,000 /mm3
              alternate: [lenalidomide, ixazomib]
            - id: ixazomib-US-neutrophils
              when: neutrophils < 500 /mm3
              drug: [ixazomib, lenalidomide]
              do: hold
              until: neutrophils >= 500 /mm3
              alternate: [lenalidomide, ixazomib]
              note: consider a growth factor
            - id: ixazomib-US-rash
              when: grade of rash in 2...3
              drug: [ixazomib, lenalidomide]
              first time: lenalidomide
              do: hold
              until: grade of rash <= 1
              alternate: [lenalidomide, ixazomib]
            - {id: ixazomib-US-rash-4, when: grade of rash = 4, do: stop}
            - id: ixazomib-US-neuropathy-2
              when: (grade of peripheral neuropathy = 1 and neuropathic pain) or (grade of peripheral neuropathy = 2 and not neuropathic pain)
              drug: ixazomib
              do: hold
              until: grade of peripheral neuropathy <= 1 and not neuropathic pain
              note: or the state before the treatment
            - id: ixazomib-US-neuropathy-3
              when: (grade of peripheral neuropathy = 2 and neuropathic pain) or grade of peripheral neuropathy = 3
              drug: ixazomib
              do: hold
              until: grade of peripheral neuropathy <= 1
              resume: one lower
              note: or the state before the treatment
            - {id: ixazomib-US-neuropathy-4, when: grade of peripheral neuropathy = 4, do: stop}
            - id: ixazomib-US-other
              when: grade of non-haematologic toxicity in 3...4
              drug: ixazomib
              do: hold
              until: grade of non-haematologic toxicity <= 1
              resume: one lower
              note: one level lower where ixazomib is the cause; or the state before the treatment
        - table: lenalidomide combination US
          version: "1"
          source: lenalidomide, US prescribing information, dose modifications in multiple myeloma, combination, 25 mg on days 1-21
          items:
            - id: lenalidomide-combination-US-platelets
              when: platelets < 30,000 /mm3
              drug: lenalidomide
              do: hold
              until: platelets >= 30,000 /mm3
              resume: one lower
              note: not below 2.5 mg
            - id: lenalidomide-combination-US-neutrophils
              when: neutrophils < 1000 /mm3
              drug: lenalidomide
              do: hold
              until: neutrophils >= 1000 /mm3
              note: at the same dose where neutropenia is the only toxicity; one level lower otherwise
            - id: lenalidomide-combination-US-other
              when: grade of non-haematologic toxicity in 3...4
              drug: lenalidomide
              do: hold
              until: grade of non-haematologic toxicity <= 2
              resume: one lower
              note: where lenalidomide is the cause
            - {id: lenalidomide-combination-US-rash-4, when: grade of rash = 4, drug: lenalidomide, do: stop}
        - table: lenalidomide maintenance US
          version: "1"
          source: lenalidomide, US prescribing information, dose modifications in maintenance after autologous transplantation
          items:
            - id: lenalidomide-maintenance-US-start
              at: start
              when: neutrophils < 1000 /mm3 or platelets < 75,000 /mm3
              drug: lenalidomide
              do: hold
              until: neutrophils >= 1000 /mm3 and platelets >= 75,000 /mm3
              note: the label asks for one and/or the other; here for both
            - id: lenalidomide-maintenance-US-platelets
              when: platelets < 30,000 /mm3
              drug: lenalidomide
              do: hold
              until: platelets >= 30,000 /mm3
              resume: one lower
              note: not below 5 mg on days 1-21
            - id: lenalidomide-maintenance-US-neutrophils
              when: neutrophils < 500 /mm3
              drug: lenalidomide
              do: hold
              until: neutrophils >= 500 /mm3
              resume: one lower
              note: not below 5 mg on days 1-21
            - id: lenalidomide-maintenance-US-other
              when: grade of non-haematologic toxicity in 3...4
              drug: lenalidomide
              do: hold
              until: grade of non-haematologic toxicity <= 2
              resume: one lower
              note: where lenalidomide is the cause
            - {id: lenalidomide-maintenance-US-rash-4, when: grade of rash = 4, drug: lenalidomide, do: stop}
        - table: lenalidomide combination EU
          version: "1"
          source: lenalidomide, EU summary of product characteristics, start of treatment in combination with dexamethasone
          items:
            - id: lenalidomide-combination-EU-start
              at: start
              when: neutrophils < 1 10^9/L or platelets < 50 10^9/L
              drug: lenalidomide
              do: hold
              until: neutrophils >= 1 10^9/L and platelets >= 50 10^9/L
        - table: lenalidomide maintenance EU
          version: "1"
          source: lenalidomide, EU summary of product characteristics, start of treatment in maintenance
          items:
            - id: lenalidomide-maintenance-EU-start
              at: start
              when: neutrophils < 1 10^9/L or platelets < 75 10^9/L
              drug: lenalidomide
              do: hold
              until: neutrophils >= 1 10^9/L and platelets >= 75 10^9/L
        """
}
