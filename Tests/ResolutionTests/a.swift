// placeholder until branch record lands
