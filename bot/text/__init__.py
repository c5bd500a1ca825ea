"""What words mean: sentences, dates, names, numbers. Pure; knows no article."""
