"""What is shown of evaluations where users ask users: plain values, with numbers under the threshold withheld."""
