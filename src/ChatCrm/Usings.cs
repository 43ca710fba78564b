// Time has a Line and a Choice of its own (of a date's reading); everywhere else these are the card's.
global using Choice = ChatCrm.Conversation.Choice;
global using Line = ChatCrm.Conversation.Line;
