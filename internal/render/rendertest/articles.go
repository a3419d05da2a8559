package rendertest

import "synoptic/internal/model"

// courier is the fullest account, with a subtitle, a caption and asides.
func courier() *model.Article {
	return article(model.Article{
		ID: "courier", Source: "accounts/courier.html", URL: "https://marrencourier.example/harbour/walkout",
		Outlet:    model.Outlet{Name: "Marren Courier", Domain: "marrencourier.example", From: "metadata"},
		Title:     "Crane drivers walk out at Marren harbour",
		Subtitle:  "Two hundred stop work after a night of talks ends without a deal",
		Byline:    []string{"Ilse Varga", "Tómas Brandt"},
		Published: &model.Published{Value: "2026-03-04T18:20:00+01:00", From: "metadata"},
		Updated:   &model.Published{Value: "2026-03-04T19:02:00+01:00", From: "metadata"},
		Dateline:  "MARREN", Section: "Harbour",
		Credits: []model.Credit{{Agency: "Veld Press", Text: "Photo: Jon Ferrow/Veld Press", Line: 57, Photo: true}},
		Aside: []model.Aside{
			{Kind: "menu", Text: "Home", Line: 3}, {Kind: "menu", Text: "Harbour", Line: 4}, {Kind: "menu", Text: "Weather & Tides", Line: 5},
			{Kind: "related", Text: "Ferry fares to rise in <April>", Line: 80}, {Kind: "footer", Text: "© Marren Courier", Line: 96},
		},
	},
		paragraph{model.BlockTitle, 21, "Crane drivers walk out at Marren harbour"},
		paragraph{model.BlockSubtitle, 22, "Two hundred stop work after a night of talks ends without a deal"},
		paragraph{model.BlockParagraph, 31, "Two hundred crane drivers stopped work at Marren harbour on Wednesday, hours after talks with the port authority ended without a deal."},
		paragraph{model.BlockParagraph, 33, "“We will not go back until the night roster is torn up,” Petra Odúya, the leader of the Dockers’ Union, told reporters at the north gate."},
		paragraph{model.BlockParagraph, 36, "The transport minister, Aldo Renn, played the stoppage down. “It is too early to speak of a crisis,” he told Radio Lumen, “and most ships are being unloaded.”"},
		paragraph{model.BlockHeading, 39, "Three ships turned away"},
		paragraph{model.BlockParagraph, 41, "Three ships waiting in the roads were sent on to Eskholm, the harbour master’s office said. “The cranes stand still because the talks stand still, and nobody else is to blame for it,” said Hanna Lisk, the port’s director."},
		paragraph{model.BlockParagraph, 44, "“They knew for weeks that this would come.”"},
		paragraph{model.BlockParagraph, 47, "A port official who did not want to be named told Veld Press that the authority had drawn up plans for a stoppage of ten days."},
		paragraph{model.BlockListItem, 50, "14 February: the authority announces the night roster."},
		paragraph{model.BlockListItem, 51, "2 March: the union votes to strike."},
		paragraph{model.BlockCaption, 57, "Crane drivers at the north gate on Wednesday. Photo: Jon Ferrow/Veld Press"},
	)
}

// velian differs from the others in figures and in how it reports speech.
func velian() *model.Article {
	return article(model.Article{
		ID: "velian", Source: "accounts/velian.txt",
		Outlet:    model.Outlet{Name: "Velian Daily", Domain: "velian-daily.example", From: "text"},
		Title:     "Minister sees no crisis as 240 dockers down tools",
		Byline:    []string{"Mirko Sand"},
		Published: &model.Published{Value: "2026-03-04T21:05", From: "text", Span: nil},
		Aside:     []model.Aside{{Kind: "ticker", Text: "Most read: the lighthouse keeper's cat", Line: 2}},
	},
		paragraph{model.BlockTitle, 4, "Minister sees no crisis as 240 dockers down tools"},
		paragraph{model.BlockParagraph, 8, "About 240 dockers downed tools at the country’s largest port on Wednesday morning."},
		paragraph{model.BlockParagraph, 9, "“It is still far too early to speak of any crisis, and most of the ships are being unloaded,” Transport Minister Aldo Renn told Radio Lumen."},
		paragraph{model.BlockParagraph, 11, "Union leader Petra Odúya said her members would not return to work until the night roster was withdrawn."},
		paragraph{model.BlockParagraph, 12, "The port authority denied that it had broken off the talks. They were “suspended by both sides”, its spokeswoman, Rike Amsel, said."},
		paragraph{model.BlockParagraph, 14, "What the employers call a “wildcat” action followed a ballot in which nine in ten members voted to strike."},
		paragraph{model.BlockTable, 16, "Ships unloaded on Tuesday | 9 | on Wednesday | 6"},
	)
}

// north prints an agency's text.
func north() *model.Article {
	a := article(model.Article{
		ID: "north", Source: "https://northcoastpost.example/2026/03/04/marren-strike", URL: "https://northcoastpost.example/2026/03/04/marren-strike",
		Outlet:    model.Outlet{Name: "North Coast Post", Domain: "northcoastpost.example", From: "metadata"},
		Title:     "Strike shuts cranes at Marren port",
		Published: &model.Published{Value: "2026-03-04T16:40Z", From: "metadata"},
		Dateline:  "MARREN",
	},
		paragraph{model.BlockTitle, 12, "Strike shuts cranes at Marren port"},
		paragraph{model.BlockParagraph, 14, "MARREN (Veld Press) — Two hundred crane drivers walked off the job at Marren port on Wednesday after the authority broke off talks shortly after midnight, the Dockers’ Union said."},
		paragraph{model.BlockParagraph, 15, "“We will not go back until this night roster is torn up,” union leader Petra Odúya said."},
		paragraph{model.BlockParagraph, 16, "“The harbour is closed to nobody,” Renn said in the capital."},
		paragraph{model.BlockParagraph, 18, "Five ships longer than 90 metres (R&D vessel “Aurora” among them) were sent on to Eskholm."},
		paragraph{model.BlockCredit, 20, "Reporting from Veld Press contributed to this story."},
	)
	a.Credits = []model.Credit{
		{Agency: "Veld Press", Span: pointer(within(a, "(Veld Press)", "Veld Press")), Text: "Veld Press", Line: 14},
		{Agency: "Veld Press", Span: pointer(find(a, "Reporting from Veld Press contributed to this story.")), Text: "Reporting from Veld Press contributed to this story.", Line: 20},
	}
	return a
}

// tide prints an edited copy of the same agency text a day later.
func tide() *model.Article {
	return article(model.Article{
		ID: "tide", Source: "accounts/tide-and-trade.html", URL: "https://tideandtrade.example/marren",
		Outlet:    model.Outlet{Name: "Tide & Trade", Domain: "tideandtrade.example", From: "metadata"},
		Title:     "Marren strike halts a fifth of Velia’s freight",
		Published: &model.Published{Value: "2026-03-05", From: "url"},
		Notes:     []string{"uncertain text"},
	},
		paragraph{model.BlockTitle, 30, "Marren strike halts a fifth of Velia’s freight"},
		paragraph{model.BlockParagraph, 33, "Two hundred crane drivers walked off the job at Marren port on Wednesday after the authority broke off talks shortly after midnight, their union said."},
		paragraph{model.BlockParagraph, 35, "“We will not go back until this night roster is torn up,” union leader Petra Odúya said."},
		paragraph{model.BlockParagraph, 36, "“The harbour is closed to nobody,” Transport Minister Aldo Renn said in the capital."},
		paragraph{model.BlockParagraph, 38, "“The cranes stand still because the talks stand still,” said port director Hanna Lisk."},
		paragraph{model.BlockParagraph, 40, "The militant union and the authority meet again on 6 March."},
	)
}

// quay is an undated account without an outlet's name.
func quay() *model.Article {
	return article(model.Article{
		ID: "quay", Source: "accounts/quayside.txt",
		Title:    "Word from the quay 🚢",
		Language: "und",
	},
		paragraph{model.BlockTitle, 1, "Word from the quay 🚢"},
		paragraph{model.BlockParagraph, 3, "🚢 The drivers climbed down at six yesterday morning & nobody has gone up since; we counted <some 240> of them."},
		paragraph{model.BlockParagraph, 5, "Renn: “Too early to speak of a crisis, and most ships are unloaded.”"},
		paragraph{model.BlockQuotation, 7, "We do not go back before that roster is torn up. — P. Odúya"},
		paragraph{model.BlockEmbed, 9, "@marrendock: the kettle is on at the north gate"},
		paragraph{model.BlockParagraph, 11, "The talks broke down when both sides walked out, people in the room say."},
	)
}

// roster tells the story before: its only account.
func roster() *model.Article {
	return article(model.Article{
		ID: "roster", Source: "accounts/roster.txt",
		Outlet:    model.Outlet{Name: "Velian Daily", Domain: "velian-daily.example", From: "text"},
		Title:     "Marren port to run its cranes by night",
		Published: &model.Published{Value: "2026-02", From: "text"},
	},
		paragraph{model.BlockTitle, 1, "Marren port to run its cranes by night"},
		paragraph{model.BlockParagraph, 3, "The authority of Marren port will run its cranes through the night from March on."},
		paragraph{model.BlockParagraph, 5, "“The ships do not sleep, and the port cannot either,” said Hanna Lisk, its director."},
	)
}
