import TrialCLI
