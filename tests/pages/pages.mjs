// The pages made for people, in a real browser: each is opened, says nothing on the console, and
// leaves its picture in FOLDER; the survey is answered.
//   node pages.mjs FOLDER HOME_URL STATE_URL SURVEY_URL
import assert from 'node:assert/strict'
import { launch } from 'puppeteer-core'

const [folder, home, state, survey] = process.argv.slice(2)
const phone = { width: 420, height: 800 }
const desk = { width: 1000, height: 700 }

// Without the sandbox, which root cannot have; the pages are our own.
const browser = await launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
})
const complaints = []

async function open(url, viewport) {
  const page = await browser.newPage()
  page.on('console', (message) => complaints.push(`${url}: ${message.text()}`))
  page.on('pageerror', (error) => complaints.push(`${url}: ${error}`))
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.url()}: ${response.status()}`)
  })
  await page.setViewport(viewport)
  await page.goto(url, { waitUntil: 'networkidle0' })
  return page
}
const picture = (page, name) => page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
const says = (page, text) =>
  page.waitForFunction((words) => document.body.innerText.includes(words), {}, text)

try {
  const homePage = await open(home, desk)
  await says(homePage, 'Tận Cửa')
  await picture(homePage, 'home-page')

  const statePage = await open(state, desk)
  await says(statePage, 'Mọi dịch vụ đang hoạt động bình thường.')
  await picture(statePage, 'state-page')

  const surveyPage = await open(survey, phone)
  await says(surveyPage, 'Thủ tục: ')
  await picture(surveyPage, 'survey-page')
  const questions = await surveyPage.$$('fieldset')
  assert.ok(questions.length > 1)
  await surveyPage.click('button')  // one of them must be answered
  assert.equal(await surveyPage.$eval('form', (form) => form.hidden), false, 'sent without an answer')
  for (const question of questions) await (await question.$('input[value="5"]')).click()
  await surveyPage.type('#comment', 'Cán bộ hướng dẫn rất rõ.')
  await surveyPage.click('button')
  await says(surveyPage, 'Cảm ơn ông/bà đã đánh giá.')

  const again = await open(survey, phone)
  await says(again, 'Phiếu khảo sát này đã được trả lời.')
} finally {
  await browser.close()
}
assert.deepEqual(complaints, [])
